/** From page to page of a public list; nothing where there is one page. */
import { Button } from '#ui/kit';

export function Turn({ page, pages, to }: { page: number; pages: number; to(page: number): void }) {
  if (pages <= 1) return null;
  return (
    <nav className="funds-pages no-print" aria-label="翻页">
      <Button look="secondary" disabled={page <= 1} onClick={() => to(page - 1)}>
        上一页
      </Button>
      <span>
        第 {page} 页，共 {pages} 页
      </span>
      <Button look="secondary" disabled={page >= pages} onClick={() => to(page + 1)}>
        下一页
      </Button>
    </nav>
  );
}
