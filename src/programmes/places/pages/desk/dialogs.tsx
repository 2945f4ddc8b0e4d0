/** Closing a place from a day on, and noting that a machine is out of order. */
import { App, Form, Input, Modal } from 'antd';
import { Problem } from '#ui/api';
import { Trouble } from '#ui/frame';
import { type DeskPlaceView, usePlaceChange } from './data.ts';

interface Props {
  place: DeskPlaceView;
  today: string;
  close(): void;
}

interface Values {
  on: string;
  why: string;
}

export const CloseDialog = (props: Props) => (
  <DayAndReason
    {...props}
    verb="closure"
    field="on"
    title="停用办事点"
    ok="停用"
    dayLabel="从哪天起停用"
    whyLabel="为什么停用"
    note="从这一天起，群众在“附近能办”里看不到它；记录不会删除。"
    done={`“${props.place.name}”已登记停用`}
    limits={{ min: props.today }}
  />
);

export const BreakDialog = (props: Props) => (
  <DayAndReason
    {...props}
    verb="outage"
    field="since"
    title="登记设备故障"
    ok="登记故障"
    dayLabel="从哪天起不能用"
    whyLabel="什么故障"
    note="登记以后这台机器不计入覆盖，群众会看到“设备故障”。修好以后请点“已修好”。"
    done={`“${props.place.name}”已登记故障`}
    limits={{ max: props.today }}
  />
);

interface Kind {
  verb: 'closure' | 'outage';
  field: 'on' | 'since';
  title: string;
  ok: string;
  dayLabel: string;
  whyLabel: string;
  note: string;
  done: string;
  limits: { min?: string; max?: string };
}

function DayAndReason({ place, today, close, verb, field, title, ok, dayLabel, whyLabel, note, done, limits }: Props & Kind) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const change = usePlaceChange(() => {
    message.success(done);
    close();
  });
  const submit = ({ on, why }: Values) => {
    if (change.isPending) return;
    change.mutate(
      { no: place.no, verb, version: place.version, [field]: on, why },
      {
        onError: error => {
          if (!(error instanceof Problem)) return;
          form.setFields(error.faults.map(f => ({ name: f.path === field ? 'on' : 'why', errors: [f.message] })));
        },
      },
    );
  };
  const shown = change.error instanceof Problem && change.error.faults.length > 0;
  return (
    <Modal
      open
      title={`${title}：${place.name}`}
      okText={ok}
      okButtonProps={verb === 'closure' ? { danger: true } : {}}
      cancelText="取消"
      confirmLoading={change.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form form={form} layout="vertical" initialValues={{ on: today, why: '' }} onFinish={submit} scrollToFirstError={{ focus: true }}>
        <Form.Item name="on" label={dayLabel} rules={[{ required: true, message: '请选择日期' }]}>
          <Input type="date" {...limits} />
        </Form.Item>
        <Form.Item
          name="why"
          label={whyLabel}
          rules={[{ required: true, whitespace: true, min: verb === 'closure' ? 4 : 2, message: '请写明原因，至少几个字' }]}
        >
          <Input.TextArea rows={2} maxLength={200} autoFocus />
        </Form.Item>
        <p className="frame-muted">{note}</p>
        {change.isError && !shown ? <Trouble error={change.error} /> : null}
      </Form>
    </Modal>
  );
}
