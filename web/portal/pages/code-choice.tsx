/** Consent before the code is made: in whose name, which licences beside identity, and where it may be read. */
import { useState } from 'react';
import { mostLicences, type Place, places, signInItem } from '#platform/code/pure';
import { Button, Choices, Field } from '#ui/kit';
import type { Session } from '#ui/session';
import { day } from '#ui/words';
import type { Choice } from './code-data.ts';

export interface Principal {
  kind: 'person' | 'firm';
  id: string;
  name: string;
  status: string;
  /** Limited to some things; null: all. */
  things: number[] | null;
}

export interface WalletLicence {
  id: string;
  typeName: string;
  bearerName: string;
  holder: string;
  validUntil: string | null;
  state: string;
}

interface Props {
  session: Session;
  choice: Choice;
  principals: readonly Principal[];
  licences: readonly WalletLicence[];
  onChosen(choice: Choice): void;
  onCancel(): void;
}

const placeNames = Object.entries(places).map(([value, name]) =>
  value === 'kiosk' ? { value, label: '在自助机登录', hint: signInItem } : { value, label: value === 'any' ? name : `只在${name}` },
);

export function CodeChoice({ session, choice, principals, licences, onChosen, onCancel }: Props) {
  const [holder, setHolder] = useState(choice.firm ?? session.id);
  const [opened, setOpened] = useState<readonly string[]>(choice.licences);
  const [place, setPlace] = useState<Place>(choice.place);
  const firms = principals.filter(p => p.kind === 'firm' && p.things === null && p.status !== 'cancelled');
  const own = licences.filter(l => l.holder === holder && l.state === 'valid');
  const many = opened.length > mostLicences;
  const done = () => {
    if (many) return;
    const rest = { licences: opened, place };
    onChosen(holder === session.id ? { kind: 'person', ...rest } : { kind: 'firm', firm: holder, ...rest });
  };
  return (
    <form
      className="stack"
      onSubmit={event => {
        event.preventDefault();
        done();
      }}
    >
      {firms.length > 0 ? (
        <Field id="code-holder" group label="以谁的名义">
          {() => (
            <Choices
              name="code-holder"
              options={[{ value: session.id, label: `${session.name}（本人）` }, ...firms.map(f => ({ value: f.id, label: f.name }))]}
              value={holder}
              onChange={value => {
                setHolder(value);
                setOpened([]);
                if (place === 'kiosk') setPlace('any');
              }}
            />
          )}
        </Field>
      ) : null}
      <Field
        id="code-licences"
        group
        label="同时给看的证照"
        hint={own.length > 0 ? '只给这一次；对方能用它们免交复印件' : '证照包里还没有有效的证照'}
        error={many ? `一次最多给看 ${mostLicences} 张` : undefined}
      >
        {() => (
          <Choices
            name="code-licences"
            many
            options={own.map(l => ({
              value: l.id,
              label: l.typeName,
              hint: `${l.bearerName}，${l.validUntil ? `有效期至${day(l.validUntil)}` : '长期有效'}`,
            }))}
            value={opened}
            onChange={(value, on) => setOpened(was => (on ? [...was, value] : was.filter(id => id !== value)))}
          />
        )}
      </Field>
      <Field id="code-place" group label="在哪里用">
        {() => (
          <Choices
            name="code-place"
            options={placeNames.filter(p => p.value !== 'kiosk' || holder === session.id)}
            value={place}
            onChange={value => setPlace(value as Place)}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit">同意并出示新的码</Button>
        <Button look="plain" onClick={onCancel}>
          不改了
        </Button>
      </div>
    </form>
  );
}
