/** One material of a case that already runs: from the wallet, or uploaded. */
import { useState } from 'react';
import { Button, Choices, Tag } from '#ui/kit';
import type { CaseView } from '../../case-view.ts';
import type { FileShown } from './draft.ts';
import './form.css';
import { licenceWords } from './material-words.ts';
import { Uploader } from './uploader.tsx';

/** What is given, with the files' names for showing. */
export interface Given {
  way: 'wallet' | 'upload';
  licence?: string;
  files?: FileShown[];
}

interface GiveMaterialProps {
  material: { id: string; name: string };
  how: NonNullable<CaseView['answerable']>['materials'][string] | undefined;
  given: Given | undefined;
  error?: string | undefined;
  onChange(given: Given | undefined): void;
}

export const isGiven = (given: Given | undefined): given is Given =>
  given !== undefined && (given.way === 'wallet' ? given.licence !== undefined : (given.files?.length ?? 0) > 0);

/** As the server takes it. */
export const asInput = (given: Given) =>
  given.way === 'wallet' ? { way: 'wallet', licence: given.licence } : { way: 'upload', files: (given.files ?? []).map(f => f.id) };

export function GiveMaterial({ material, how, given, error, onChange }: GiveMaterialProps) {
  const licences = how?.licences ?? [];
  const [way, setWay] = useState<'wallet' | 'upload'>(given?.way ?? 'upload');
  const uploadable = how?.upload !== 'none';
  return (
    <div className={`form-material${error ? ' wrong' : ''}`}>
      <div className="row between">
        <h3>{material.name}</h3>
        {isGiven(given) ? <Tag look="good">已准备好</Tag> : <Tag look="warn">请提供</Tag>}
      </div>
      {how?.hint ? <p className="muted">{how.hint}</p> : null}
      {error ? (
        <p className="form-material-error">
          <span aria-hidden="true">× </span>
          {error}
        </p>
      ) : null}
      {way === 'wallet' || !uploadable ? (
        <fieldset className="form-material-choice" id={`materials.${material.id}`} tabIndex={-1}>
          <legend className="visually-hidden">用哪一张电子证照</legend>
          <Choices
            name={`licence.${material.id}`}
            value={given?.licence}
            options={licences.map(l => ({ value: l.id, label: l.typeName, hint: licenceWords(l) }))}
            onChange={licence => onChange({ way: 'wallet', licence })}
          />
        </fieldset>
      ) : (
        <Uploader
          id={`materials.${material.id}`}
          name={material.name}
          accept={how?.upload ?? 'image-or-pdf'}
          files={given?.files ?? []}
          onChange={files => onChange({ way: 'upload', files })}
        />
      )}
      {licences.length > 0 && uploadable ? (
        <p className="form-material-ways">
          <span className="muted">也可以</span>
          <Button
            look="plain"
            onClick={() => {
              setWay(way === 'wallet' ? 'upload' : 'wallet');
              onChange(undefined);
            }}
          >
            {way === 'wallet' ? '上传' : '用电子证照'}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
