/** Instead of handing a paper in: who can be asked for what, and what became of it, in plain words. */
import { useMutation } from '@tanstack/react-query';
import { Problem, useCreate } from '#ui/api';
import { Button } from '#ui/kit';
import { moment } from '#ui/words';
import type { ApplicationView } from '../../application-view.ts';
import type { MaterialView } from './material-words.ts';
import type { FormPage } from './page.ts';

type Standing = ApplicationView['materials'][string];

/** What another's register said; only its principal reads the lines. */
export function FoundThere({ found, today }: { found: NonNullable<Standing['found']>; today: string }) {
  return (
    <>
      <p>
        {moment(found.at, today)} 向{found.from}查过，可以代替这份材料{found.lines.length > 0 ? '：' : '。'}
      </p>
      {found.lines.length > 0 ? (
        <dl className="form-found">
          {found.lines.map(l => (
            <div key={l.name}>
              <dt>{l.name}</dt>
              <dd>{l.value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  );
}

export function AskInstead({ material: m, view, draft, today, atWindow }: FormPage & { material: MaterialView }) {
  const { ask, tried } = view.materials[m.id]!;
  const create = useCreate();
  const query = useMutation({
    async mutationFn() {
      // Nothing was chosen against it: the answer counts as soon as it is there.
      draft.change({ materials: { [m.id]: { way: 'query' } } }, 'now');
      await draft.flush();
      await create(`/applications/${view.id}/materials/${m.id}/query`, { agreed: true });
    },
    onSettled: () => draft.refresh(0),
  });
  if (!ask && !tried) return null;
  return (
    <div className="form-ask">
      {tried ? (
        <p role="status">
          {moment(tried.at, today)} 向{tried.provider}查过{tried.why ? `：${tried.why}` : ''}。{tried.asking ? '正在等答复。' : '请用下面的办法提供。'}
        </p>
      ) : null}
      {ask ? (
        <>
          {tried ? null : (
            <p>
              可以不交：请县里向<strong>{ask.provider}</strong>查“{ask.name}”，只查{ask.fields.join('、')}，给{ask.unit}办这件事用。
            </p>
          )}
          <p className="muted small">
            {ask.consentNeeded ? '按您的同意查询，可以在“谁查了我的数据”里撤回' : `依据：${ask.basis}`}
            ；这次查询会记下来，谁查的、查了什么都看得到。
          </p>
          <Button look="secondary" busy={query.isPending} onClick={() => query.isPending || query.mutate()}>
            {atWindow ? `${view.applicantName}同意，${tried ? '再查一次' : '查询'}` : tried ? '同意，再查一次' : '同意查询，不用交'}
            <span className="visually-hidden">：{m.name}</span>
          </Button>
        </>
      ) : null}
      {query.error ? (
        <p className="form-material-error">
          <span aria-hidden="true">× </span>
          {query.error instanceof Problem ? query.error.detail || query.error.message : '没有查成，请再试一次'}
        </p>
      ) : null}
    </div>
  );
}
