/** All materials of the case, each once: what the county has, what is to be provided, and the consent that goes with it. */
import { Fragment } from 'react';
import { CountyHas, ToProvide } from './material-card.tsx';
import { licenceWords } from './material-words.ts';
import { type FormPage, matterNames } from './page.ts';

export function MaterialsPage(props: FormPage) {
  const { view, ways } = props;
  const has = view.notice.materials.filter(m => ['wallet', 'query', 'result'].includes(ways.get(m.id) ?? ''));
  const wanted = view.notice.materials.filter(m => !has.includes(m));
  return (
    <div className="stack-l">
      {wanted.length > 0 ? (
        <section className="stack">
          <h2>
            {props.atWindow ? '要收的材料' : '请您提供'}（{wanted.length} 份）
          </h2>
          <ul className="form-materials">
            {wanted.map(m => (
              <ToProvide key={m.id} {...props} material={m} />
            ))}
          </ul>
        </section>
      ) : null}
      {has.length > 0 ? (
        <section className="stack">
          <h2>县里已经有，不用交（{has.length} 份）</h2>
          <ul className="form-materials">
            {has.map(m => (
              <CountyHas key={m.id} {...props} material={m} />
            ))}
          </ul>
        </section>
      ) : null}
      <Consent {...props} />
    </div>
  );
}

/** One statement: who sees what, for which matter. Needed as soon as a licence or a register entry is looked at. */
function Consent({ draft, view, filled, ways, told, atWindow }: FormPage) {
  const shared = view.notice.materials.filter(m => ways.get(m.id) === 'wallet' || ways.get(m.id) === 'query');
  if (shared.length === 0) return null;
  const fault = told.find(f => f.path === 'consent')?.message;
  const forOther = view.principal.name !== view.applicantName;
  return (
    <section className={`card form-consent${fault ? ' wrong' : ''}`}>
      <h2>同意查看证照和登记信息</h2>
      <p>
        {atWindow ? '请念给申请人听，或请本人自己看：' : ''}
        为了让您少交材料，下面的部门要查看这些信息。只用于办这件事，每次查看都有记录，在“证照”里能看到给谁看过。
      </p>
      <dl className="form-consent-list">
        {shared.map(m => {
          const has = view.materials[m.id]!;
          const licence = has.licences.find(l => l.id === filled.materials[m.id]?.licence) ?? has.licences[0];
          return (
            <Fragment key={m.id}>
              <dt>{ways.get(m.id) === 'wallet' && licence ? `电子${licence.typeName}（${licence.bearerName}）` : m.name}</dt>
              <dd>
                <strong>{has.units.join('、')}</strong>查看，用于办理{matterNames(view, m.wantedBy)}
                {ways.get(m.id) === 'wallet' && licence ? <span className="visually-hidden">，{licenceWords(licence)}</span> : null}
              </dd>
            </Fragment>
          );
        })}
      </dl>
      {fault ? (
        <p className="form-material-error">
          <span aria-hidden="true">× </span>
          {fault}
        </p>
      ) : null}
      <label className="choice">
        <input
          id="consent"
          type="checkbox"
          checked={filled.consent}
          aria-invalid={fault ? true : undefined}
          onChange={event => draft.change({ consent: event.target.checked }, 'now')}
        />
        <span>
          {atWindow
            ? `${view.applicantName}${forOther ? `受${view.principal.name}委托，` : ''}已看过以上内容，同意查看这 ${shared.length} 项信息，在纸上签了字`
            : `${forOther ? `我受${view.principal.name}委托，` : '我'}同意以上部门查看这 ${shared.length} 项信息`}
        </span>
      </label>
      {atWindow ? <p className="muted small">签字的纸在最后一步“核对并提交”里打印。本人不同意的，上面改为自己上传。</p> : null}
    </section>
  );
}
