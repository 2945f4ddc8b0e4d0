/** The materials of this matter: pictures large at a click, documents in a new tab, licences with what they say. */

import { DownloadOutlined, FilePdfOutlined } from '@ant-design/icons';
import { App, Button, Image } from 'antd';
import { useState } from 'react';
import { clockTime, Mark } from '#ui/frame';
import { day, size } from '#ui/words';
import type { TaskView } from '../../task-view.ts';
import { wayNames } from './task-words.ts';

type Material = TaskView['materials'][number];
type Shown = Material['files'][number];

const isPicture = (f: Shown) => f.type.startsWith('image/');

export function TaskMaterials({ view, today }: { view: TaskView; today: string }) {
  if (view.materials.length === 0)
    return (
      <section className="frame-panel">
        <h2>材料</h2>
        <p className="frame-muted">这个事项不需要材料。</p>
      </section>
    );
  const mended = new Set(view.corrections.filter(c => c.answeredOn).flatMap(c => c.items.flatMap(i => (i.kind === 'material' && i.id ? [i.id] : []))));
  return (
    <section className="frame-panel">
      <h2>
        材料<span className="frame-note">（{view.materials.length} 份）</span>
      </h2>
      <Image.PreviewGroup>
        <ol className="task-materials">
          {view.materials.map(m => (
            <li key={m.id}>
              <div className="task-material-head">
                <strong>{m.name}</strong>
                <Mark look={m.state === 'owed' ? 'warn' : 'plain'}>{wayNames[m.way] ?? m.way}</Mark>
                {mended.has(m.id) ? <Mark look="info">补正过</Mark> : null}
                {m.state === 'owed' ? <span className="task-owed">还没有交</span> : null}
              </div>
              <MaterialBody material={m} today={today} />
            </li>
          ))}
        </ol>
      </Image.PreviewGroup>
    </section>
  );
}

function MaterialBody({ material: m, today }: { material: Material; today: string }) {
  const { licence } = m;
  return (
    <>
      {licence ? (
        <dl className={`task-licence${licence.valid ? '' : ' bad'}`}>
          <div>
            <dt>{licence.typeName}</dt>
            <dd>{licence.number}</dd>
          </div>
          <div>
            <dt>持证人</dt>
            <dd>{licence.bearerName}</dd>
          </div>
          <div>
            <dt>有效期</dt>
            <dd>
              {licence.valid ? '有效，' : <strong className="task-owed">已失效，</strong>}
              {day(licence.issuedOn)}起{licence.validUntil ? `至 ${day(licence.validUntil)}` : '，长期'}
            </dd>
          </div>
          {licence.attributes.map(a => (
            <div key={a.label}>
              <dt>{a.label}</dt>
              <dd>{a.value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {m.found ? (
        <>
          <p className="frame-small">
            {clockTime(m.found.at, today)} 向{m.found.from}查询，答复：
          </p>
          <dl className="task-licence">
            {m.found.lines.map(l => (
              <div key={l.name}>
                <dt>{l.name}</dt>
                <dd>{l.value}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : m.register ? (
        <p className="frame-small">
          {m.register}核验{m.givenOn ? `，${day(m.givenOn, today)}` : ''}
        </p>
      ) : null}
      {m.way === 'declare' ? <p className="frame-small">申请人承诺符合要求，事后核查。</p> : null}
      {m.files.length > 0 ? (
        <ul className="task-files">
          {m.files.map(f => (
            <li key={f.id}>
              {isPicture(f) ? <Picture file={f} /> : <Document file={f} />}
              <span>
                {f.name}
                <small>
                  {size(f.size)}
                  {m.givenOn ? ` · ${day(m.givenOn, today)}` : ''}
                </small>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Picture({ file }: { file: Shown }) {
  const [broken, setBroken] = useState(false);
  const src = `/api/files/${file.id}`;
  if (broken)
    return (
      <Button icon={<DownloadOutlined />} href={src} download={file.name} aria-label={`下载 ${file.name}`}>
        下载
      </Button>
    );
  // The group's viewer zooms, turns, and goes to the next one.
  return (
    <Image
      src={src}
      alt={file.name}
      width={72}
      height={72}
      onError={() => setBroken(true)}
      preview={{ mask: '看大图' }}
      tabIndex={0}
      role="button"
      onKeyDown={openByKey}
    />
  );
}

/** The thumbnail opens by keyboard as by mouse. */
const openByKey = (event: React.KeyboardEvent<HTMLElement>) => {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  event.currentTarget.click();
};

/** The server gives every file as something to save; a document is read into the page's own address and shown from there. */
function Document({ file }: { file: Shown }) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const open = async () => {
    const tab = globalThis.open('', '_blank');
    setBusy(true);
    try {
      const response = await fetch(`/api/files/${file.id}`, { credentials: 'same-origin' });
      if (!response.ok) throw new Error(String(response.status));
      const url = URL.createObjectURL(await response.blob());
      if (tab) tab.location.href = url;
      setTimeout(() => URL.revokeObjectURL(url), 120_000);
    } catch {
      tab?.close();
      void message.error(`“${file.name}”没有打开，请再试一次`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <span className="task-document">
      <Button icon={<FilePdfOutlined />} onClick={() => void open()} loading={busy} aria-label={`在新标签页打开 ${file.name}`}>
        打开
      </Button>
      <Button type="link" size="small" href={`/api/files/${file.id}`} download={file.name} aria-label={`下载 ${file.name}`}>
        下载
      </Button>
    </span>
  );
}
