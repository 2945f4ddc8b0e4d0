/** At the window: what the person agrees to and promises, under the printed answers, with a line to sign. Shown only on paper. */
import { day } from '#ui/words';
import { promiseOf } from './material-words.ts';
import { type FormPage, matterNames, whoOf } from './page.ts';

export function SignedPaper({ view, filled, ways, today }: FormPage) {
  const shared = view.notice.materials.filter(m => ways.get(m.id) === 'wallet' || ways.get(m.id) === 'query');
  const promised = view.notice.materials.filter(m => filled.materials[m.id]?.way === 'declare');
  return (
    <section className="form-signed" aria-hidden="true">
      <p>
        <strong>以上内容和材料真实、准确。</strong>
      </p>
      {shared.length > 0 ? (
        <>
          <p>
            <strong>同意查看：</strong>为办理“{view.thing.name}”，同意下列部门查看有关证照和登记信息，只用于办这件事：
          </p>
          <ul>
            {shared.map(m => (
              <li key={m.id}>
                {m.name}：{view.materials[m.id]?.units.join('、')}，用于{matterNames(view, m.wantedBy)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {promised.map(m => (
        <div key={m.id}>
          <p>
            <strong>承诺（代替“{m.name}”）：</strong>
          </p>
          <ol>
            {promiseOf(whoOf(view), m.name, matterNames(view, m.wantedBy)).map(line => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </div>
      ))}
      <p className="form-signed-line">
        <span>申请人（{view.applicantName}）签字：</span>
        <span>{day(today)}</span>
      </p>
    </section>
  );
}
