/** Writing an entry, with what residents will see beside it. Nothing typed is lost when the server refuses. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select } from 'antd';
import { useEffect } from 'react';
import { useLocation, useParams, useSearchParams } from 'wouter';
import { api, Problem, useCreate } from '#ui/api';
import { Frame, Trouble, unitOptions, useUnits, Waits } from '#ui/frame';
import { type Session, useSession } from '#ui/session';
import { audienceNames, type Content, categoryNames } from '../../forms.ts';
import type { EntryView } from '../../views.ts';
import { AnswerText } from '../answer-view.tsx';
import { ownUnits } from './tabs.tsx';
import './knowledge.css';

type Values = Omit<Content, 'variants' | 'keywords'> & { variants: string; keywords: string; unit: string };

const yearOn = (today: string) => `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`.replace('-02-29', '-02-28');

const empty = (today: string): Values => ({
  question: '',
  variants: '',
  answer: '',
  keywords: '',
  things: [],
  source: '',
  sourceLink: '',
  audience: 'everyone',
  category: 'other',
  validUntil: null,
  reviewBy: yearOn(today),
  change: '',
  unit: '',
});

const contentOf = ({ unit: _, variants, keywords, validUntil, ...rest }: Values): Content => ({
  ...rest,
  validUntil: validUntil || null,
  variants: variants
    .split('\n')
    .map(v => v.trim())
    .filter(Boolean),
  keywords: keywords.split(/[\s、，,]+/).filter(Boolean),
});

export default function Editor() {
  const { id } = useParams<{ id?: string }>();
  const [params] = useSearchParams();
  const { data: session } = useSession();
  const one = useQuery({
    queryKey: ['knowledge', 'one', id],
    queryFn: ({ signal }) => api.get<EntryView>(`/desk/knowledge/entries/${encodeURIComponent(id!)}`, signal),
    enabled: id !== undefined,
    // What is typed must not be overwritten by what is read anew.
    refetchOnWindowFocus: false,
  });
  if (!session) return null;
  if (!id) {
    const own = ownUnits(session);
    const begin = { ...empty(session.today), question: params.get('question')?.slice(0, 80) ?? '', unit: own?.length === 1 ? own[0]! : '' };
    return <Writing key="new" session={session} begin={begin} gap={params.get('gap') ?? undefined} />;
  }
  return (
    <Waits of={one}>
      {entry => {
        const edition = entry.editions.find(e => e.number === entry.newest)!;
        const { variants, keywords, ...rest } = edition;
        const begin: Values = { ...rest, variants: variants.join('\n'), keywords: keywords.join('、'), unit: entry.unit };
        return edition.state === 'draft' ? (
          <Writing key={entry.id} session={session} begin={begin} entry={entry} />
        ) : (
          <Frame title="修改条目" back={{ to: `/desk/knowledge/${id}`, title: '看这一条' }}>
            <Alert type="info" showIcon title="这一版不是草稿，不能改。要改已发布的，先点“修订”。" />
          </Frame>
        );
      }}
    </Waits>
  );
}

const names: (keyof Content)[] = [
  'question',
  'variants',
  'answer',
  'keywords',
  'things',
  'source',
  'sourceLink',
  'audience',
  'category',
  'validUntil',
  'reviewBy',
  'change',
];

function Writing({ session, begin, entry, gap }: { session: Session; begin: Values; entry?: EntryView; gap?: string | undefined }) {
  const { departments } = useUnits();
  const [form] = Form.useForm<Values>();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const text = Form.useWatch('answer', form) ?? begin.answer;
  const things = useQuery({ queryKey: ['things'], queryFn: () => api.get<{ items: { no: number; name: string }[] }>('/things'), staleTime: 600_000 });
  const create = useCreate();
  const own = ownUnits(session);
  const save = useMutation({
    mutationFn: async (submit: boolean) => {
      const values = { ...begin, ...form.getFieldsValue(true) } as Values;
      const content = Object.fromEntries(names.map(n => [n, contentOf(values)[n]]));
      return entry
        ? api.put<{ id: string }>(`/desk/knowledge/entries/${entry.id}`, { version: entry.version, content, submit })
        : create<{ id: string }>('/desk/knowledge/entries', { unit: values.unit, content, submit, ...(gap ? { gapId: gap } : {}) });
    },
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['knowledge'] });
      navigate(`/desk/knowledge/${id}`);
    },
    onError: error => {
      if (!(error instanceof Problem)) return;
      const by = new Map<string, string[]>();
      for (const f of error.faults) {
        const name = f.path.replace(/^content\./, '').split('.')[0]!;
        by.set(name, [...(by.get(name) ?? []), f.message]);
      }
      form.setFields([...by].map(([name, errors]) => ({ name: name as keyof Values, errors })));
      const [first] = by.keys();
      if (first) form.scrollToField(first as keyof Values, { focus: true, block: 'center' });
    },
  });
  // What is typed and not saved is not left by a slip.
  useEffect(() => {
    const stay = (event: BeforeUnloadEvent) => {
      if (form.isFieldsTouched()) event.preventDefault();
    };
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, [form]);
  const fresh = () => form.setFields(names.map(name => ({ name: name as keyof Values, errors: [] })));
  const title = entry ? '修改条目' : '写一条';
  const other = save.error instanceof Problem && save.error.faults.length > 0 ? null : save.error;
  return (
    <Frame title={title} back={entry ? { to: `/desk/knowledge/${entry.id}`, title: '看这一条' } : { to: '/desk/knowledge', title: '知识库' }}>
      <div className="knowledge-columns">
        <Form form={form} layout="vertical" initialValues={begin} className="frame-panel" onValuesChange={fresh} requiredMark={false}>
          <Form.Item name="question" label="问题" extra="像群众问的那样写">
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="variants" label="别的问法" extra="一行一种，口语、土话都行">
            <Input.TextArea rows={3} />
          </Form.Item>
          <Form.Item
            name="answer"
            label="答复"
            extra="空一行分段；“- ”开头是列表；链接写成 [新生儿出生](thing:17)、[证照](page:/wallet)、[12345](tel:12345)、[文件](https://…)"
          >
            <Input.TextArea rows={10} maxLength={3000} />
          </Form.Item>
          <Form.Item name="source" label="出处" extra="文件名和条款，或哪个部门哪天的答复">
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="sourceLink" label="出处的网址（选填）">
            <Input maxLength={300} placeholder="https://" />
          </Form.Item>
          <div className="knowledge-pair">
            <Form.Item name="unit" label="责任部门">
              <Select
                showSearch={{ optionFilterProp: ['label', 'short'] }}
                disabled={entry !== undefined}
                options={unitOptions(own ? departments.filter(u => own.includes(u.id)) : departments)}
              />
            </Form.Item>
            <Form.Item name="category" label="类别">
              <Select options={Object.entries(categoryNames).map(([value, label]) => ({ value, label }))} />
            </Form.Item>
            <Form.Item name="audience" label="适用">
              <Select options={Object.entries(audienceNames).map(([value, label]) => ({ value, label }))} />
            </Form.Item>
          </div>
          <div className="knowledge-pair">
            <Form.Item name="validUntil" label="有效期至（选填）" extra="过了这天不再作答">
              <Input type="date" />
            </Form.Item>
            <Form.Item name="reviewBy" label="复核日" extra="最晚两年">
              <Input type="date" />
            </Form.Item>
          </div>
          <Form.Item name="keywords" label="关键词（选填）" extra="用顿号隔开">
            <Input />
          </Form.Item>
          <Form.Item name="things" label="关联的事（选填）" extra="最多 5 件">
            <Select
              mode="multiple"
              maxCount={5}
              showSearch={{ optionFilterProp: 'label' }}
              options={(things.data?.items ?? []).map(t => ({ value: t.no, label: `${t.no} ${t.name}` }))}
            />
          </Form.Item>
          {entry ? (
            <Form.Item name="change" label="改了什么">
              <Input maxLength={200} />
            </Form.Item>
          ) : null}
          {other ? <Trouble error={other} /> : null}
          {save.error && !other ? <Alert type="error" showIcon role="alert" title="有内容需要修改，见上面标红的" /> : null}
          <div className="knowledge-steps">
            <Button type="primary" loading={save.isPending && save.variables} onClick={() => save.mutate(true)}>
              送审
            </Button>
            <Button loading={save.isPending && !save.variables} onClick={() => save.mutate(false)}>
              存为草稿
            </Button>
          </div>
        </Form>
        <section className="frame-panel knowledge-side" aria-labelledby="editor-preview">
          <h2 id="editor-preview">群众看到的样子</h2>
          {text.trim() ? <AnswerText text={text} /> : <p className="frame-muted">写了答复就显示在这里</p>}
        </section>
      </div>
    </Frame>
  );
}
