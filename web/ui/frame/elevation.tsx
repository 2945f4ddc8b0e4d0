/** Signing in once more for what needs it: full numbers, exports. Asks the dynamic code and then goes on with what was begun. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, type InputRef, Modal } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { api, Problem } from '#ui/api';
import { loadSession, useSession } from '#ui/session';

type Waiting = { proceed(): void; giveUp(error: unknown): void };

/** Somebody closed the question: nothing went wrong, and nothing happens. */
export class NotElevated extends Error {}

/** `elevated(work)` runs the work; where the server wants a fresh sign-in, it asks for the code and runs it again. */
export function useElevation(): {
  dialog: ReactNode;
  elevated<T>(work: () => Promise<T>): Promise<T>;
  ensure(): Promise<void>;
} {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const client = useQueryClient();
  const ask = () => new Promise<void>((proceed, giveUp) => setWaiting({ proceed, giveUp }));
  return {
    dialog: (
      <CodeDialog
        open={waiting !== null}
        onDone={() => {
          waiting?.proceed();
          setWaiting(null);
        }}
        onCancel={() => {
          waiting?.giveUp(new NotElevated());
          setWaiting(null);
        }}
      />
    ),
    async elevated(work) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof Problem && error.code === 'elevation-needed')) throw error;
        await ask();
        return work();
      }
    },
    async ensure() {
      const session = await client.fetchQuery({ queryKey: ['session'], queryFn: loadSession, staleTime: 0 });
      if (!session.elevated) await ask();
    },
  };
}

function CodeDialog({ open, onDone, onCancel }: { open: boolean; onDone(): void; onCancel(): void }) {
  const client = useQueryClient();
  const { data: session } = useSession();
  const [form] = Form.useForm<{ code: string }>();
  const input = useRef<InputRef>(null);
  const demo = useQuery({
    queryKey: ['demo-code'],
    queryFn: () => api.get<{ code: string; seconds: number }>('/demo/code'),
    enabled: open && (session?.demo ?? false),
    staleTime: 0,
    refetchInterval: q => (q.state.data ? (q.state.data.seconds + 0.3) * 1000 : 5_000),
  });
  const elevate = useMutation({
    mutationFn: async ({ code }: { code: string }) => {
      await api.post('/session/elevation', { code: code.replaceAll(/\s/g, '') });
      // The session has a new token now; nothing of the page is read anew, so nothing typed is lost.
      await client.fetchQuery({ queryKey: ['session'], queryFn: loadSession, staleTime: 0 });
    },
    onSuccess: onDone,
    onError: () => {
      form.setFieldsValue({ code: '' });
      input.current?.focus();
    },
  });
  const { reset } = elevate;
  useEffect(() => {
    if (open) reset();
  }, [open, reset]);
  const problem = elevate.error instanceof Problem ? elevate.error : null;
  return (
    <Modal
      open={open}
      title="再次验证身份"
      okText="验证"
      onOk={() => form.submit()}
      confirmLoading={elevate.isPending}
      onCancel={onCancel}
      afterOpenChange={o => o && input.current?.focus()}
      destroyOnHidden
      width={380}
    >
      <p>这一步要填手机验证器上的动态口令。验证后 5 分钟内不再询问。</p>
      {problem ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={problem.code === 'sign-in-wrong' ? '动态口令不对，请填最新的 6 位数字' : problem.message}
          description={problem.code === 'sign-in-wrong' ? undefined : problem.detail || undefined}
        />
      ) : null}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={v => !elevate.isPending && elevate.mutate(v)}>
        <Form.Item name="code" label="动态口令" rules={[{ required: true, pattern: /^\s*\d{3}\s?\d{3}\s*$/, message: '动态口令是 6 位数字' }]}>
          <Input ref={input} inputMode="numeric" autoComplete="one-time-code" maxLength={8} />
        </Form.Item>
      </Form>
      {demo.data ? (
        <Button
          size="small"
          onClick={() => {
            form.setFieldsValue({ code: demo.data.code });
            form.submit();
          }}
        >
          演示：填入口令 {demo.data.code}
        </Button>
      ) : null}
    </Modal>
  );
}
