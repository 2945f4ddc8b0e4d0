/** One material: where it comes from, or how it is handed in. */
import { useState } from 'react';
import { Button, Choices, Tag } from '#ui/kit';
import type { GivenMaterial } from '../../application.ts';
import { AskInstead, FoundThere } from './ask-instead.tsx';
import { FormSheet } from './form-sheet.tsx';
import { licenceWords, type MaterialView, promiseOf, uploadHints } from './material-words.ts';
import { type FormPage, matterNames, whoOf } from './page.ts';
import { Uploader } from './uploader.tsx';

type CardProps = FormPage & { material: MaterialView };

const give = ({ draft }: CardProps, id: string, given: GivenMaterial | null, more: Parameters<FormPage['draft']['change']>[2] = []) =>
  draft.change({ materials: { [id]: given } }, 'now', more);

/** What the county has: a licence in the wallet, an entry of a register, the result of an earlier matter. */
export function CountyHas(props: CardProps) {
  const { material: m, view, filled, ways } = props;
  const has = view.materials[m.id]!;
  const way = ways.get(m.id);
  const given = filled.materials[m.id] ?? null;
  const licence = has.licences.find(l => l.id === given?.licence) ?? has.licences[0];
  return (
    <li className="card form-material" id={`materials.${m.id}`} tabIndex={-1}>
      <div className="row between">
        <h3>{m.name}</h3>
        <Tag look="good">不用交</Tag>
      </div>
      {way === 'result' ? <p>办好{matterNames(view, m.from ? [m.from] : [])}后自动转入。</p> : null}
      {way === 'query' ? has.found ? <FoundThere found={has.found} today={props.today} /> : <p>由县里查询：{has.register}</p> : null}
      {way === 'wallet' && licence ? (
        has.licences.length > 1 ? (
          <fieldset className="form-material-choice">
            <legend>用哪一张{licence.typeName}？</legend>
            <Choices
              name={`licence.${m.id}`}
              value={licence.id}
              options={has.licences.map(l => ({ value: l.id, label: l.bearerName, hint: licenceWords(l) }))}
              onChange={id => give(props, m.id, { way: 'wallet', licence: id })}
            />
          </fieldset>
        ) : (
          <p>
            用电子{licence.typeName}：{licenceWords(licence)}
          </p>
        )
      ) : null}
      {way !== 'result' ? <p className="muted small">给{has.units.join('、')}看</p> : null}
      {way !== 'result' && m.ways.includes('upload') ? (
        <Button look="plain" className="form-material-other" onClick={() => give(props, m.id, { way: 'upload', files: [] })}>
          不用这个，自己上传<span className="visually-hidden">：{m.name}</span>
        </Button>
      ) : null}
    </li>
  );
}

/** What the applicant provides: now, by a promise, or later. */
export function ToProvide(props: CardProps) {
  const { material: m, view, filled, files, told } = props;
  const has = view.materials[m.id]!;
  const given = filled.materials[m.id] ?? null;
  const options = optionsOf(props);
  const [picked, pick] = useState(given?.way ?? options[0]?.value);
  const way = options.some(o => o.value === picked) ? picked : options[0]?.value;
  const fault = told.find(f => f.path === `materials.${m.id}`)?.message;
  const error = fault ? (way === 'upload' ? '还没有上传' : way === 'declare' ? '请勾选承诺，或换一种办法' : fault) : undefined;
  const choose = (next: string) => {
    pick(next as typeof way);
    if (next === 'wallet') give(props, m.id, { way: 'wallet', licence: has.licences[0]!.id });
    else if (next === 'query' || next === 'follow') give(props, m.id, { way: next });
    else if (next === 'upload') give(props, m.id, { way: 'upload', files: has.files.map(f => f.id) });
    else give(props, m.id, null);
  };
  return (
    <li className={`card form-material${error ? ' wrong' : ''}`}>
      <div className="row between">
        <h3>{m.name}</h3>
        {given && !error && props.ways.get(m.id) ? (
          <Tag look="good">{given.way === 'follow' ? '以后补交' : given.way === 'declare' ? '已承诺' : '已上传'}</Tag>
        ) : (
          <Tag look="warn">{props.atWindow ? '还没有收' : '请提供'}</Tag>
        )}
      </div>
      {m.hint ? <p className="muted">{m.hint}</p> : null}
      {error ? (
        <p className="form-material-error">
          <span aria-hidden="true">× </span>
          {error}
        </p>
      ) : null}
      <AskInstead {...props} />
      {way === 'upload' ? (
        <>
          {props.atWindow ? <p className="muted small">看过原件以后扫描或拍照上传，原件还给申请人。</p> : null}
          {m.form ? <FormSheet {...props} /> : null}
          {uploadHints(m) ? <p className="muted small">{uploadHints(m)}</p> : null}
          <Uploader
            id={`materials.${m.id}`}
            name={m.name}
            accept={m.upload}
            files={(given?.files ?? []).flatMap(f => files[f] ?? [])}
            onChange={next => give(props, m.id, next.length > 0 || options.length > 1 ? { way: 'upload', files: next.map(f => f.id) } : null, next)}
          />
        </>
      ) : null}
      {way === 'declare' ? (
        <div className="form-promise" id={`materials.${m.id}`} tabIndex={-1}>
          <p>
            <strong>承诺书</strong>
          </p>
          <ol>
            {promiseOf(whoOf(view), m.name, matterNames(view, m.wantedBy)).map(line => (
              <li key={line}>{line}</li>
            ))}
          </ol>
          <label className="choice">
            <input type="checkbox" checked={given?.way === 'declare'} onChange={event => give(props, m.id, event.target.checked ? { way: 'declare' } : null)} />
            <span>{props.atWindow ? `${view.applicantName}看清楚了，作出以上承诺，在纸上签了字` : '我看清楚了，作出以上承诺'}</span>
          </label>
        </div>
      ) : null}
      {way === 'follow' ? (
        <p className="form-later">
          可以先提交申请。请在{matterNames(view, m.wantedBy)}
          作出决定以前，到“我的办件”里{props.atWindow ? '或到窗口' : ''}补交；没有补交，这个事项办不结。
        </p>
      ) : null}
      {options.length > 1 ? (
        <p className="form-material-ways">
          <span className="muted">也可以</span>
          {options
            .filter(o => o.value !== way)
            .map(o => (
              <Button key={o.value} look="plain" onClick={() => choose(o.value)}>
                {o.label}
                <span className="visually-hidden">：{m.name}</span>
              </Button>
            ))}
        </p>
      ) : null}
      {options.length === 0 ? <p id={`materials.${m.id}`}>名下没有有效的{m.licence ?? m.name}，请先办好，再来申请；也可以打 12345 问问怎么办。</p> : null}
    </li>
  );
}

const wayNames = { upload: '现在上传', wallet: '用电子证照', query: '由县里查询', declare: '用承诺代替', follow: '以后补交' } as const;

/** The ways that are open for this person; the first is the one that stands there. */
function optionsOf({ material: m, view }: CardProps): { value: keyof typeof wayNames; label: string }[] {
  const has = view.materials[m.id]!;
  const open = (way: string) => (way === 'wallet' ? has.licences.length > 0 : way !== 'query' || has.register !== null);
  return (Object.keys(wayNames) as (keyof typeof wayNames)[])
    .filter(way => m.ways.includes(way) && open(way))
    .map(value => ({ value, label: wayNames[value] }));
}
