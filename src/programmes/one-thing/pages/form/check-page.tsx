/** Check your answers: everything once more, what is missing with the way to it, and handing in. */
import { Link } from 'wouter';
import { Banner, Button, Tag } from '#ui/kit';
import type { Fault } from '../../forms.ts';
import { GroupAnswers, Part } from './answers-list.tsx';
import { deliveryName } from './delivery-page.tsx';
import { licenceWords, type MaterialView } from './material-words.ts';
import { type FormPage, matterNames } from './page.ts';
import { SignedPaper } from './signed-paper.tsx';
import { stepOf } from './steps.ts';
import { useSubmission } from './submission.ts';

export function CheckPage(props: FormPage & { onSubmitted(caseId: string): void; maySubmit: boolean }) {
  const { draft, view, filled, standings, faults, basePath, onSubmitted, maySubmit, atWindow } = props;
  const [submitting, submit] = useSubmission(draft, view.id, onSubmitted);
  const faulty = (path: string) => faults.some(f => f.path === path);
  const change = (step: string, what: string) => (
    <Link href={`${basePath}/${step}`} className="no-print">
      修改<span className="visually-hidden">{what}</span>
    </Link>
  );
  const refused = submitting.is === 'refused' ? submitting.problem : null;
  const open = faults.length > 0;
  return (
    <div className="stack">
      <Missing {...props} />
      <p className="form-print-head">
        {view.thing.name} · {view.principal.name} · {view.applicantName === view.principal.name ? '' : `${view.applicantName} 代办 · `}
        {view.notice.matters.length} 个事项
      </p>
      {view.notice.fields.map(group => (
        <Part key={group.id} title={group.label} change={change(group.id, group.label)}>
          <GroupAnswers group={group} values={filled.values} rows={filled.rows[group.id] ?? []} faulty={faulty} />
        </Part>
      ))}
      {view.notice.materials.length > 0 ? (
        <Part title="材料" change={change('materials', '材料')}>
          <dl className="form-answers">
            {view.notice.materials.map(m => (
              <div key={m.id} className={faulty(`materials.${m.id}`) ? 'wrong' : undefined}>
                <dt>{m.name}</dt>
                <dd>{materialWords(props, m)}</dd>
              </div>
            ))}
          </dl>
          {filled.consent ? <p className="muted small">已同意有关部门为办这件事查看上面的证照和登记信息。</p> : null}
        </Part>
      ) : null}
      <Part title="领取结果" change={change('delivery', '领取结果')}>
        <p>{deliveryName(filled.delivery.way)}</p>
        {filled.delivery.way === 'post' ? <p>{[filled.delivery.receiver, filled.delivery.phone, filled.delivery.address].filter(Boolean).join('，')}</p> : null}
      </Part>
      {atWindow ? <SignedPaper {...props} /> : null}
      {submitting.is === 'waiting' ? (
        <Banner look="warn" role="alert">
          <p>
            <strong>{submitting.why}，还没有收到回音。</strong>连上后会自动再提交，不会重复；也可以点“再提交一次”。
          </p>
        </Banner>
      ) : null}
      {refused && !(refused.code === 'incomplete' && open) ? (
        <Banner look="bad" role="alert">
          <p>
            <strong>{refused.message}</strong>
          </p>
          {refused.detail ? <p>{refused.detail}</p> : null}
        </Banner>
      ) : null}
      {maySubmit ? (
        <section className="form-submit no-print">
          <p>
            {atWindow
              ? `请先打印，由${view.applicantName}核对、签字，再提交。签字的纸由窗口留存。`
              : '提交就是说：以上内容和材料都真实、准确；办理中需要联系您的，会打您留的电话或发短信。'}
          </p>
          <div className="row">
            <Button className="form-go" busy={submitting.is === 'busy'} disabled={open} onClick={submit}>
              {submitting.is === 'waiting' ? '再提交一次' : '提交申请'}
            </Button>
            <Button look="secondary" onClick={() => window.print()}>
              {atWindow ? '打印签字页' : '打印'}
            </Button>
          </div>
          {open ? <p className="muted">填好上面列出的 {faults.length} 处以后，才能提交。</p> : null}
        </section>
      ) : null}
      {atWindow && !maySubmit ? (
        <Banner>
          <p>帮办员填到这里为止：请{view.applicantName}到综合窗口刷身份证，窗口人员会找到这份申请，核对、签字后提交。</p>
        </Banner>
      ) : null}
      {standings.length === 0 ? <Tag>没有要填的</Tag> : null}
    </div>
  );
}

/** What keeps it from being handed in, page by page, each with the way there. */
function Missing({ view, faults, standings, basePath, maySubmit }: FormPage & { maySubmit: boolean }) {
  if (faults.length === 0)
    return (
      // Not for the paper that is signed.
      <div className="no-print">
        <Banner look="good">
          <p>
            <strong>都填好了。</strong>请再看一遍{maySubmit ? '，没有问题就提交' : ''}。
          </p>
        </Banner>
      </div>
    );
  const rest: Fault[] = faults.filter(f => stepOf(view, f.path) === null);
  return (
    <section className="error-summary no-print" aria-labelledby="missing-title">
      <h2 id="missing-title">还有 {faults.length} 处没有填好</h2>
      <ul>
        {rest.map(f => (
          <li key={f.path + f.message}>{f.message}</li>
        ))}
        {standings
          .filter(s => s.faults.length > 0)
          .map(s => (
            <li key={s.step.id}>
              <Link href={`${basePath}/${s.step.id}`}>{s.step.title}</Link>
              <span className="muted">：{inShort(s.faults)}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}

/** `还差姓名、性别；出生日期：日期不能晚于今天`. */
function inShort(faults: readonly Fault[]): string {
  const missing = faults.flatMap(f => /^请(?:填写|选择|提供)(.+)$/.exec(f.message)?.[1] ?? []);
  const wrong = faults.filter(f => !/^请(?:填写|选择|提供)/.test(f.message)).map(f => f.message);
  return [missing.length > 0 ? `还差${missing.join('、')}` : '', ...wrong].filter(Boolean).join('；');
}

function materialWords({ view, filled, files, ways }: FormPage, m: MaterialView): string {
  const has = view.materials[m.id];
  const given = filled.materials[m.id];
  switch (ways.get(m.id)) {
    case 'result':
      return `办好${matterNames(view, m.from ? [m.from] : [])}后自动转入`;
    case 'wallet': {
      const licence = has?.licences.find(l => l.id === given?.licence) ?? has?.licences[0];
      return licence ? `电子${licence.typeName}：${licenceWords(licence)}` : '电子证照';
    }
    case 'query':
      return `由县里查询：${has?.register ?? ''}`;
    case 'declare':
      return '用承诺代替';
    case 'follow':
      return '以后补交';
    case 'upload':
      return (given?.files ?? []).map(f => files[f]?.name ?? '文件').join('、');
    default:
      return '还没有提供';
  }
}
