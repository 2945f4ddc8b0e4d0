/** For whoever got a link: opening it is deliberate, because it counts and the holder is told. */
import { useMutation } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import type { OpenedShare } from '#platform/licences';
import { standings } from '#platform/licences/pure';
import { api, Problem } from '#ui/api';
import { Banner, Button, Failed, Tag, useTitle } from '#ui/kit';
import { moment } from '#ui/words';
import { looks } from './wallet-words.ts';
import './wallet.css';

export default function SharedPage() {
  const { token = '' } = useParams();
  useTitle('别人出示的证照');
  const open = useMutation({ mutationFn: () => api.post<OpenedShare>('/shared-licences', { token }) });
  const gone = open.error instanceof Problem && open.error.status === 404;
  return (
    <div className="shared stack">
      <h1>别人出示的证照</h1>
      {open.data ? (
        <Shown share={open.data} />
      ) : gone ? (
        <Banner look="warn" role="alert">
          <p>
            <strong>打不开：链接不对，或者已经失效</strong>
          </p>
          <p>可能到期了、次数用完了、对方收回了，或者链接没有复制全。请对方重新出示。</p>
        </Banner>
      ) : (
        <div className="card stack">
          <p>有人给您看一张证照的几项内容。打开会计一次数，并告诉对方有人看过。</p>
          <p>
            <Button busy={open.isPending} onClick={() => open.mutate()}>
              打开看
            </Button>
          </p>
          {open.error ? <Failed error={open.error} /> : null}
        </div>
      )}
      <p className="muted small">
        内容直接来自中阳县的证照库，状态是打开时的。对方给的是截图或打印件的，请到<Link href="/check">证照查验</Link>查真假。
      </p>
    </div>
  );
}

function Shown({ share: s }: { share: OpenedShare }) {
  const look = looks[s.state];
  return (
    <section className="card stack" aria-label="出示的内容">
      <div className="row between">
        <h2>{s.typeName}</h2>
        <Tag {...(look ? { look } : {})}>{standings[s.state]}</Tag>
      </div>
      <dl className="wallet-content">
        {s.lines.map(l => (
          <div key={l.label}>
            <dt>{l.label}</dt>
            <dd>{l.value}</dd>
          </div>
        ))}
        <div>
          <dt>发证部门</dt>
          <dd>{s.issuer}</dd>
        </div>
        <div>
          <dt>谁出示、为了什么</dt>
          <dd>
            {s.givenByName}，{s.purpose}
          </dd>
        </div>
      </dl>
      <Banner look={s.left > 0 ? 'info' : 'warn'}>
        <p>
          {s.left > 0 ? `还可以打开 ${s.left} 次，${moment(s.until)}前有效。` : '这是最后一次：离开这一页就再也打不开。'}
          只能用于上面写的用途。
        </p>
      </Banner>
    </section>
  );
}
