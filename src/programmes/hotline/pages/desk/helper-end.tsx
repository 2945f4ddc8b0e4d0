/** How a talk ended: what was said, to whom it goes on, what the knowledge base lacks. */
import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal, Radio, Select } from 'antd';
import { api, Problem } from '#ui/api';
import { Trouble, unitOptions, useUnits } from '#ui/frame';
import { type Result, results } from '../../seats/words.ts';

interface Values {
  result: Result;
  told: string;
  unit?: string;
  wanted?: string;
  question?: string;
}

interface Props {
  /** The request. */
  id: string;
  number: string;
  /** The number's, while it is at the seat. */
  version: number;
  close(): void;
  onDone(): Promise<unknown>;
}

export function EndTalk({ id, number, version, close, onDone }: Props) {
  const [form] = Form.useForm<Values>();
  const { units } = useUnits();
  const result = Form.useWatch('result', form);
  const end = useMutation({
    mutationFn: ({ result, told, unit, wanted, question }: Values) =>
      api.post(`/desk/help-requests/${id}/end`, {
        version,
        result,
        told: told ?? '',
        question: question ?? '',
        ...(result === 'handed' ? { handed: { unit: unit ?? '', wanted: wanted ?? '' } } : {}),
      }),
    onSuccess: async () => {
      await onDone();
      close();
    },
    onError: error => {
      if (error instanceof Problem) form.setFields(error.faults.map(f => ({ name: f.path.replace('handed.', '') as keyof Values, errors: [f.message] })));
    },
  });
  return (
    <Modal open width={600} title={`${number} 怎么样了`} okText="结束" onOk={() => form.submit()} confirmLoading={end.isPending} onCancel={close}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ result: 'explained' }} onFinish={v => !end.isPending && end.mutate(v)}>
        <Form.Item name="result" label="结果">
          <Radio.Group className="seat-outcomes" options={Object.entries(results).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="told" label="讲了什么、下一步怎么办" extra="本人在手机上能看到，写给他看。">
          <Input.TextArea rows={4} maxLength={1000} />
        </Form.Item>
        {result === 'handed' ? (
          <>
            <Form.Item name="unit" label="转给哪个部门" extra="开成 12345 工单，由这个部门首问负责，本人能看进度。">
              <Select showSearch={{ optionFilterProp: ['label', 'short'] }} options={unitOptions(units)} />
            </Form.Item>
            <Form.Item name="wanted" label="要部门解决什么">
              <Input.TextArea rows={3} maxLength={1000} />
            </Form.Item>
          </>
        ) : null}
        <Form.Item name="question" label="知识库里没有的问题（选填）" extra="记到“没有答上的问题”，由热线和部门补一条。不写姓名和号码。">
          <Input maxLength={80} />
        </Form.Item>
        {end.error instanceof Problem && end.error.faults.length > 0 ? null : end.error ? <Trouble error={end.error} /> : null}
      </Form>
    </Modal>
  );
}
