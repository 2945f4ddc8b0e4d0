/** Brings in the county's outline for the map: GeoJSON with its source, 审图号 and coordinate system. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Radio } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { api, Problem, useCreate } from '#ui/api';
import { Frame, Trouble, Waits } from '#ui/frame';
import { day } from '#ui/words';
import { datums } from '../../ground.ts';
import { useDeskPlaces } from './data.ts';

const PlaceMap = lazy(() => import('../map/place-map.tsx'));

interface Base {
  tiles: string | null;
  outline: { source: string; approval: string; keptOn: string; areas: unknown[] } | null;
}

export default function Outline() {
  const base = useQuery({ queryKey: ['places', 'map'], queryFn: () => api.get<Base>('/places/map') });
  const places = useDeskPlaces();
  return (
    <Frame title="导入县域轮廓" back={{ to: '/desk/places', title: '办事点' }}>
      <Waits of={base}>
        {b => (
          <>
            <section className="frame-panel" aria-label="现在的底图">
              <p>
                {b.outline
                  ? `现在用的是“${b.outline.source}”（${b.outline.approval}），${b.outline.areas.length} 个区域，${day(b.outline.keptOn)}导入。`
                  : '还没有导入轮廓，地图用示意图。'}
                {b.tiles ? '已设置天地图密钥，底图用天地图。' : '没有设置天地图密钥（TIANDITU_KEY），地图不联网。'}
              </p>
              {places.data ? (
                <Suspense fallback={<p>正在打开地图…</p>}>
                  <PlaceMap key={b.outline?.approval ?? 'none'} label="现在的底图" points={noPoints} towns={places.data.towns} />
                </Suspense>
              ) : null}
            </section>
            <Bring />
          </>
        )}
      </Waits>
    </Frame>
  );
}

const noPoints: never[] = [];

interface Values {
  source: string;
  approval: string;
  datum: string;
}

function Bring() {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [geojson, setGeojson] = useState<string | null>(null);
  const [wrong, setWrong] = useState('');
  const create = useCreate();
  const save = useMutation({
    mutationFn: (v: Values) => create<{ areas: number }>('/desk/places/outlines', { ...v, geojson }),
    onSuccess: async r => {
      await client.invalidateQueries({ queryKey: ['places', 'map'] });
      message.success(`已导入 ${r.areas} 个区域`);
      form.resetFields();
    },
    onError: error => {
      if (!(error instanceof Problem)) return;
      form.setFields(error.faults.filter(f => f.path !== 'geojson').map(f => ({ name: f.path as keyof Values, errors: [f.message] })));
      setWrong(error.faults.find(f => f.path === 'geojson')?.message ?? '');
    },
  });
  const take = async (file: File | undefined) => {
    setWrong(file && file.size > 800_000 ? '文件太大：最大 800 KB，请先简化' : '');
    setGeojson(file && file.size <= 800_000 ? await file.text() : null);
  };
  return (
    <section className="frame-panel" aria-label="导入">
      <p>公开的地图要有审图号。旧的轮廓会保留，地图只用最新的一份。</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ datum: 'cgcs2000' }}
        onFinish={v => {
          if (geojson === null) setWrong(was => was || '请选择 GeoJSON 文件');
          else if (!save.isPending) save.mutate(v);
        }}
      >
        <Form.Item
          label="GeoJSON 文件"
          htmlFor="outline-file"
          validateStatus={wrong ? 'error' : ''}
          help={wrong || undefined}
          extra="只要面（Polygon、MultiPolygon），最大 800 KB、两万个点"
        >
          <input id="outline-file" type="file" accept=".json,.geojson,application/geo+json" onChange={e => void take(e.target.files?.[0])} />
        </Form.Item>
        <Form.Item name="source" label="来源" rules={[{ required: true, whitespace: true, min: 4, message: '请写明来源，至少 4 个字' }]}>
          <Input maxLength={100} placeholder="山西省标准地图服务" />
        </Form.Item>
        <Form.Item name="approval" label="审图号" rules={[{ required: true, whitespace: true, message: '请填写审图号' }]}>
          <Input maxLength={30} placeholder="晋S（2024）005号" />
        </Form.Item>
        <Form.Item name="datum" label="坐标系">
          <Radio.Group options={Object.entries(datums).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        {save.isError && !(save.error instanceof Problem && save.error.faults.length > 0) ? <Trouble error={save.error} /> : null}
        {save.isSuccess ? <Alert type="success" showIcon role="status" title="已导入，地图用的就是它。" /> : null}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          导入
        </Button>
      </Form>
    </section>
  );
}
