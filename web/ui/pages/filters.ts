/** The filters of a list as they stand in the address, so that a view can be kept, sent and gone back to. */
import { useSearchParams } from 'wouter';

export function useFilters() {
  const [params, setParams] = useSearchParams();
  return {
    get: (key: string): string | undefined => params.get(key) || undefined,
    /** What is empty leaves the address. Another filter begins at the first page again. */
    change: (next: Partial<Record<string, string>>) =>
      setParams(
        was => {
          const now = new URLSearchParams(was);
          now.delete('page');
          for (const [key, value] of Object.entries(next)) value ? now.set(key, value) : now.delete(key);
          return now;
        },
        { replace: true },
      ),
  };
}
