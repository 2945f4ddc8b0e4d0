/** Terminals that read the Zhongyang code: windows, booking machines, kiosks; what they scanned today; enrolling and switching off. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import type { TerminalView } from '#platform/code';
import { type TerminalKind, terminalKinds } from '#platform/code/pure';
import { api, Problem, useCreate } from '#ui/api';
import { type Column, csvText, download, Frame, Mark, SortTable, Trouble, Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import { moment } from '#ui/words';
import './terminals.css';

const kindOptions = Object.entries(terminalKinds).map(([value, label]) => ({ value, label }));

const device = (t: TerminalView) => (t.kind === 'window' ? '由工作人员登录' : t.enrolled ? `已登记，${moment(t.enrolledAt!)}` : '未登记');

export default function Terminals() {
  const terminals = useQuery({ queryKey: ['terminals'], queryFn: () => api.get<{ items: TerminalView[] }>('/desk/terminals') });
  const today = useSession().data?.today ?? '';
  const [q, setQ] = useState('');
  const [kind, setKind] = useState<TerminalKind>();
  const [adding, setAdding] = useState(false);
  const fits = (t: TerminalView) => (!q || t.name.includes(q) || t.place.includes(q)) && (!kind || t.kind === kind);
  const shown = (terminals.data?.items ?? []).filter(fits);
  const columns: Column<TerminalView>[] = [
    { key: 'name', title: '终端', value: t => t.name },
    { key: 'kind', title: '种类', value: t => terminalKinds[t.kind] },
    { key: 'place', title: '放在哪里', value: t => t.place, minor: true },
    {
      key: 'active',
      title: '状态',
      value: t => (t.active ? '使用中' : '已停用'),
      show: t => <Mark look={t.active ? 'good' : 'bad'}>{t.active ? '使用中' : '已停用'}</Mark>,
    },
    { key: 'device', title: '设备', value: device, minor: true },
    { key: 'scans', title: '今天扫码', value: t => t.scans },
    { key: 'refused', title: '其中没读成', value: t => t.refused },
    { key: 'do', title: '操作', value: () => null, show: t => <Moves terminal={t} /> },
  ];
  return (
    <Frame
      title="扫码终端"
      note="在这些地方扫中阳码。每次扫码都记入本人的记录，这里只看次数。"
      actions={
        <>
          <Button
            disabled={shown.length === 0}
            onClick={() =>
              download(
                `扫码终端-${today}.csv`,
                csvText(
                  ['终端', '种类', '放在哪里', '状态', '设备', '今天扫码', '其中没读成'],
                  shown.map(t => [t.name, terminalKinds[t.kind], t.place, t.active ? '使用中' : '已停用', device(t), t.scans, t.refused]),
                ),
              )
            }
          >
            导出
          </Button>
          <Button type="primary" onClick={() => setAdding(true)}>
            添加终端
          </Button>
        </>
      }
    >
      <search className="terminal-filters" aria-label="筛选">
        <Input.Search allowClear aria-label="按名称或地点找" placeholder="名称或地点" value={q} onChange={e => setQ(e.target.value.trim())} />
        <Select aria-label="种类" allowClear placeholder="全部种类" value={kind} onChange={setKind} options={kindOptions} />
      </search>
      <section className="frame-panel" aria-label="终端清单">
        <Waits of={terminals}>
          {() => (
            <SortTable
              label="扫码终端"
              rows={shown}
              columns={columns}
              rowKey={t => t.id}
              sortBy="name"
              ascending
              pageSize={20}
              empty={q || kind ? '没有符合条件的终端' : '还没有终端，先添加一个'}
            />
          )}
        </Waits>
      </section>
      {adding ? <Add close={() => setAdding(false)} /> : null}
    </Frame>
  );
}

interface Values {
  name: string;
  kind: TerminalKind;
  place: string;
}
const fields = ['name', 'kind', 'place'] as const;

function Add({ close }: { close(): void }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const create = useCreate();
  const add = useMutation({
    mutationFn: (v: Values) => create('/desk/terminals', v),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['terminals'] });
      message.success('已添加');
      close();
    },
    onError: error => {
      if (error instanceof Problem) form.setFields(error.faults.flatMap(f => fields.filter(p => p === f.path).map(name => ({ name, errors: [f.message] }))));
    },
  });
  return (
    <Modal open title="添加终端" okText="添加" cancelText="取消" confirmLoading={add.isPending} onOk={() => form.submit()} onCancel={close}>
      <Form form={form} layout="vertical" initialValues={{ name: '', kind: 'window', place: '' }} onFinish={v => !add.isPending && add.mutate(v)}>
        <Form.Item
          name="name"
          label="名称"
          extra="本人的记录里这样写，例如“5 号综合窗口”"
          rules={[{ required: true, whitespace: true, min: 2, message: '请填写终端名称，至少 2 个字' }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="kind" label="种类" rules={[{ required: true, message: '请选择种类' }]}>
          <Select options={kindOptions} />
        </Form.Item>
        <Form.Item name="place" label="放在哪里" rules={[{ required: true, whitespace: true, min: 2, message: '请填写放在哪里' }]}>
          <Input maxLength={80} />
        </Form.Item>
        {add.isError && !(add.error instanceof Problem && add.error.faults.length > 0) ? <Trouble error={add.error} /> : null}
      </Form>
    </Modal>
  );
}

/** Enrolling a device, switching a terminal off and on. */
function Moves({ terminal: t }: { terminal: TerminalView }) {
  const client = useQueryClient();
  const { modal } = App.useApp();
  const [code, setCode] = useState<{ code: string; minutes: number } | null>(null);
  const after = { onSettled: () => client.invalidateQueries({ queryKey: ['terminals'] }) };
  const refused = (error: unknown) =>
    void modal.error({
      title: error instanceof Problem ? error.message : '没有成功',
      content: error instanceof Problem ? error.detail : undefined,
      okText: '知道了',
    });
  const turn = useMutation({
    mutationFn: (active: boolean) => api.put(`/desk/terminals/${t.id}/activity`, { version: t.version, active }),
    onError: refused,
    ...after,
  });
  // Meanwhile the device may have used its code.
  const close = () => {
    setCode(null);
    void client.invalidateQueries({ queryKey: ['terminals'] });
  };
  const enrol = useMutation({
    mutationFn: () => api.post<{ code: string; minutes: number }>(`/desk/terminals/${t.id}/enrolment`, { version: t.version }),
    onSuccess: setCode,
    onError: refused,
    ...after,
  });
  const stop = () =>
    modal.confirm({
      title: `停用${t.name}？`,
      content: t.kind === 'window' ? '停用以后不能在这里扫码，可以再启用。' : '停用以后不能扫码，设备的登记一并撤销；再启用要重新登记。',
      okText: '停用终端',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: () => turn.mutateAsync(false).catch(() => {}),
    });
  const name = <span className="frame-hidden">{t.name}</span>;
  return (
    <Space size="small" wrap>
      {t.active && t.kind !== 'window' ? (
        <Button size="small" loading={enrol.isPending} onClick={() => enrol.mutate()}>
          {t.enrolled ? '换设备' : '登记设备'}
          {name}
        </Button>
      ) : null}
      <Button size="small" loading={turn.isPending} onClick={t.active ? stop : () => turn.mutate(true)}>
        {t.active ? '停用' : '启用'}
        {name}
      </Button>
      {code ? (
        <Modal open title={`${t.name}的登记码`} footer={<Button onClick={close}>知道了</Button>} onCancel={close}>
          <p className="terminal-code">{code.code}</p>
          <Alert
            type="info"
            showIcon
            title={`在设备上打开 ${window.location.origin}/terminal，输入登记码。${code.minutes} 分钟内有效，只能用一次。`}
            description={t.enrolled ? '新设备登记以后，原来的设备就不能再扫码。' : undefined}
          />
        </Modal>
      ) : null}
    </Space>
  );
}
