/** One field of the form on the browser's own controls. */
import { addMonths } from '#platform/calendar';
import { Button, Choices, Field } from '#ui/kit';
import type { Value } from '../../forms.ts';
import type { FieldView } from '../../views.ts';
import { echo, grouped, shown } from './field-words.ts';

/** Up to so many options stand open as large targets; more go into a list. */
const openOptions = 5;

/** The server keeps no longer texts; every field's own limit is far below. */
const longestText = 5000;

interface FieldControlProps {
  field: FieldView;
  /** `values.child-name`: the id of the control, so that the error summary can jump to it. */
  path: string;
  value: Value | undefined;
  today: string;
  error?: string | undefined;
  /** What the county knows: where it is from, and whether it can be changed here. */
  known?: { value: string; from: string; locked: boolean } | undefined;
  onChange(value: Value): void;
  /** The field is left: time to say what is wrong with it. */
  onLeave?(): void;
}

export function FieldControl(props: FieldControlProps) {
  const { field, path, value, known, error, onChange, onLeave } = props;
  if (known?.locked) return <Known field={field} value={known.value} from={known.from} />;
  const options = field.type === 'yes-no' ? yesNo : field.options;
  const open = options && (field.type === 'choices' || field.type === 'yes-no' || options.length <= openOptions);
  const text = typeof value === 'string' ? value : '';
  return (
    <Field
      id={path}
      label={field.label}
      hint={field.type === 'choices' ? [field.hint, '可以多选'].filter(Boolean).join('。') : field.hint}
      error={error}
      optional={!field.required}
      group={open !== undefined && open}
      source={<Source known={known} field={field} value={text} onRestore={() => known && onChange(known.value)} />}
    >
      {described => {
        if (options && open)
          return (
            <>
              <Choices
                name={path}
                options={options}
                value={value ?? ''}
                many={field.type === 'choices'}
                inline={options.length <= 4 && options.every(o => o.label.length <= 6)}
                onChange={(option, checked) => {
                  const chosen = Array.isArray(value) ? value : [];
                  onChange(field.type === 'choices' ? (checked ? [...chosen, option] : chosen.filter(c => c !== option)) : option);
                  onLeave?.();
                }}
              />
              {!field.required && field.type !== 'choices' && text ? (
                <Button look="plain" onClick={() => onChange('')}>
                  不选了
                </Button>
              ) : null}
            </>
          );
        if (options)
          return (
            <select {...described} className="input" value={text} onChange={event => onChange(event.target.value)} onBlur={onLeave}>
              <option value="">请选择</option>
              {options.map(o => (
                <option key={o.value} value={o.value}>
                  {o.label}
                </option>
              ))}
            </select>
          );
        return <Typed {...props} described={described} text={text} />;
      }}
    </Field>
  );
}

const yesNo = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
];

type Described = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };

/** Inputs that are typed into; below them what the typing says. */
function Typed({ field, text, today, onChange, onLeave, described }: FieldControlProps & { described: Described; text: string }) {
  const common = {
    ...described,
    value: text,
    maxLength: longestText,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    onBlur: onLeave,
    ...nativeOf(field, today),
  };
  const says = echo(field, text);
  const unit = field.type === 'money' ? (field.unit ?? '元') : field.unit;
  return (
    <>
      {field.type === 'textarea' || field.type === 'address' ? (
        <textarea {...common} className={`input${field.type === 'address' ? ' form-address' : ''}`} rows={field.type === 'address' ? 2 : 5} />
      ) : unit ? (
        <div className="with-unit">
          <input {...common} className="input short" />
          <span>{unit}</span>
        </div>
      ) : (
        <input {...common} className={`input${short.has(field.type) ? ' short' : ''}`} />
      )}
      {says ? (
        <p className="form-echo" aria-hidden="true">
          {says}
        </p>
      ) : null}
    </>
  );
}

const short = new Set(['date', 'month', 'phone', 'integer', 'decimal', 'plate']);

/** Type, keyboard and help of the browser for each type of field. */
function nativeOf(field: FieldView, today: string): Record<string, string | boolean> {
  // Only what is the person's own may be filled in by the browser.
  const own = field.id.startsWith('applicant-') || field.id.startsWith('agent-');
  const off = { autoComplete: 'off' };
  switch (field.type) {
    case 'name':
      return own ? { autoComplete: 'name' } : off;
    case 'phone':
      return { type: 'tel', inputMode: 'tel', autoComplete: own ? 'tel' : 'off' };
    case 'email':
      return { type: 'email', inputMode: 'email', autoComplete: own ? 'email' : 'off', spellCheck: false };
    case 'address':
      return { autoComplete: own ? 'street-address' : 'off' };
    case 'date':
      return {
        type: 'date',
        min: field.time === 'future' ? today : '1900-01-01',
        max: field.time === 'past' ? today : addMonths(today, 1200),
        ...off,
      };
    case 'month':
      return { type: 'month', ...off };
    case 'integer':
      return { inputMode: 'numeric', ...off };
    case 'decimal':
    case 'money':
    case 'area':
      return { inputMode: 'decimal', ...off };
    case 'bank-account':
      return { inputMode: 'numeric', ...off };
    case 'identity-number':
    case 'credit-code':
    case 'plate':
      return { autoCapitalize: 'characters', spellCheck: false, ...off };
    default:
      return off;
  }
}

function Source({ known, field, value, onRestore }: { known: FieldControlProps['known']; field: FieldView; value: string; onRestore(): void }) {
  if (!known) return null;
  if (known.value === value) return <>来自{known.from}，有变化可以改</>;
  return (
    <span className="form-changed">
      {known.from}里是“{shown(field, known.value)}”
      <Button look="plain" onClick={onRestore}>
        改回去
      </Button>
    </span>
  );
}

/** Who applies is whoever is signed in: shown, not typed. */
const Known = ({ field, value, from }: { field: FieldView; value: string; from: string }) => (
  <div className="field form-known">
    <div className="label">{field.label}</div>
    <div className="form-known-value">{field.type === 'identity-number' || field.type === 'credit-code' ? grouped(field.type, value) : value}</div>
    <div className="source">来自{from}，不用填</div>
  </div>
);
