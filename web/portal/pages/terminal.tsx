/** At a booking machine or a kiosk: enrolling it, once, with the code that the administrator reads out. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { terminalKinds } from '#platform/code/pure';
import { api, Problem } from '#ui/api';
import { Banner, Button, Failed, Field, Loading, useTitle } from '#ui/kit';
import { keepDevice, useDevice } from '#ui/scan';

interface Terminal {
  id: string;
  name: string;
  kind: keyof typeof terminalKinds;
  place: string;
}

export default function TerminalPage() {
  useTitle('设备登记');
  const device = useDevice();
  const { data, error, refetch } = useQuery({
    queryKey: ['terminal', device],
    queryFn: () => api.post<Terminal>('/terminal', { device }),
    enabled: device !== null,
  });
  const unknown = error instanceof Problem && (error.code === 'terminal-unknown' || error.code === 'terminal-off');
  return (
    <div className="stack">
      <h1>设备登记</h1>
      {data ? (
        <>
          <Banner look="good" role="status">
            这台设备是：<strong>{data.name}</strong>（{terminalKinds[data.kind]}），{data.place}。可以扫中阳码。
          </Banner>
          <p>要换成别的终端，请管理员停用它，再重新登记。</p>
        </>
      ) : device && !error ? (
        <Loading />
      ) : device && error && !unknown ? (
        <Failed error={error} again={() => void refetch()} />
      ) : (
        <>
          {unknown ? (
            <Banner look="warn" role="status">
              {error.message}，请重新登记。
            </Banner>
          ) : null}
          <Enrol onEnrolled={keepDevice} />
        </>
      )}
    </div>
  );
}

function Enrol({ onEnrolled }: { onEnrolled(device: string): void }) {
  const [code, setCode] = useState('');
  const enrol = useMutation({
    mutationFn: (typed: string) => api.post<{ device: string }>('/terminal/enrolment', { code: typed }),
    onSuccess: ({ device }) => onEnrolled(device),
  });
  const fault = enrol.error instanceof Problem ? enrol.error.faults[0]?.message : undefined;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (!enrol.isPending) enrol.mutate(code);
      }}
    >
      <Field id="enrolment-code" label="登记码" hint="10 位字母和数字，由事项管理员或系统管理员在“扫码终端”里生成，15 分钟内有效，只能用一次" error={fault}>
        {described => (
          <input
            {...described}
            className="input"
            value={code}
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={40}
            onChange={e => setCode(e.target.value)}
          />
        )}
      </Field>
      {enrol.isError && !fault ? <Failed error={enrol.error} /> : null}
      <Button type="submit" busy={enrol.isPending}>
        登记这台设备
      </Button>
    </form>
  );
}
