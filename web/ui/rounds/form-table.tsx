/** A report in its form's own layout: merged headings, rows, sum; for reading and print. */
import type { ReportRowView, ReportView } from '#platform/rounds';
import { headRows, inForm } from '#platform/rounds/pure';
import { isFigure, said } from './data.ts';

const shareOf = (figures: ReportRowView['figures'], key: string) => {
  const rate = figures.rates.find(r => r.key === key);
  return rate?.percent ?? '—';
};

export function FormHead({ form, more }: { form: ReportView['form']; more?: string }) {
  const columns = inForm(form.columns, form.rates);
  const rows = headRows(columns);
  return (
    <thead>
      {rows.map((row, i) => (
        <tr key={row[0]?.title ?? ''}>
          {row.map(h => (
            <th key={`${h.column} ${h.title}`} scope={h.wide > 1 ? 'colgroup' : 'col'} colSpan={h.wide} rowSpan={h.high}>
              {h.title}
            </th>
          ))}
          {more && i === 0 ? (
            <th scope="col" rowSpan={rows.length}>
              {more}
            </th>
          ) : null}
        </tr>
      ))}
    </thead>
  );
}

export function FormTable({ view }: { view: ReportView }) {
  const columns = inForm(view.form.columns, view.form.rates);
  const noted = view.rows.some(r => r.note);
  const summed = view.form.columns.some(c => c.sum) && view.form.rows !== null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="round-table" aria-label={view.title} tabIndex={0}>
      <table>
        <FormHead form={view.form} {...(noted ? { more: '说明' } : {})} />
        <tbody>
          {view.rows.map(row => (
            <tr key={row.id}>
              {columns.map(c =>
                'part' in c ? (
                  <td key={c.key} className="right">
                    {shareOf(row.figures, c.key)}
                  </td>
                ) : (
                  <td key={c.key} className={isFigure(c) ? 'right' : undefined}>
                    {said(c, row.values[c.key])}
                    {row.departs.includes(c.key) ? <small className="round-departs">系统里是 {said(c, row.known[c.key])}</small> : null}
                  </td>
                ),
              )}
              {noted ? <td>{row.note}</td> : null}
            </tr>
          ))}
        </tbody>
        {summed ? (
          <tfoot>
            <tr>
              {columns.map((c, i) => {
                if (i === 0 && !('part' in c) && !c.sum)
                  return (
                    <th key={c.key} scope="row">
                      合计
                    </th>
                  );
                const text = 'part' in c ? shareOf(view.total, c.key) : c.sum ? said(c, view.total.sums[c.key]) : '';
                return (
                  <td key={c.key} className="right">
                    {text}
                  </td>
                );
              })}
              {noted ? <td /> : null}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </section>
  );
}
