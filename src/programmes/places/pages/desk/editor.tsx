/** Registers a place or changes it; saving counts as confirming. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Col, Drawer, Form, Input, InputNumber, Radio, Row, Select } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { api, Problem, useCreate } from '#ui/api';
import { Trouble } from '#ui/frame';
import { useSession } from '#ui/session';
import { accessFeatures, type PlaceKind, type Point, placeKinds, townSeats, type Way, ways } from '../../figures.ts';
import type { PlaceForm } from '../../forms.ts';
import { datums } from '../../ground.ts';
import { allDay, dayKeys, dayNames, type Hours, readHours } from '../../hours.ts';
import type { DeskPlaces, DeskPlaceView } from './data.ts';

const PlaceMap = lazy(() => import('../map/place-map.tsx'));

type Values = Omit<PlaceForm, 'village' | 'phone'> & { village?: string; phone?: string };

const office: Hours = { ...allDay, mon: '08:30-12:00 14:30-18:00', sat: '', sun: '', holiday: '' };
for (const k of ['tue', 'wed', 'thu', 'fri'] as const) office[k] = office.mon;

const options = (table: Record<string, string>) => Object.entries(table).map(([value, label]) => ({ value, label }));

export function PlaceEditor({ place, data, close }: { place: DeskPlaceView | null; data: DeskPlaces; close(): void }) {
  const { message, modal } = App.useApp();
  const { data: session } = useSession();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [map, setMap] = useState(false);
  const [changed, setChanged] = useState(false);
  const create = useCreate();
  const owner = session?.roles.some(r => r.role === 'service-owner') ?? false;
  const ownTowns = new Set(session?.roles.filter(r => r.role === 'town-officer').map(r => r.unit?.replace(/^town-/, '')));
  const towns = data.towns.filter(t => owner || ownTowns.has(t.id));
  const kinds = Object.entries(placeKinds).filter(([k]) => owner || k !== 'hall');
  const town = Form.useWatch('town', form);
  const [lon, lat, datum] = [Form.useWatch('lon', form), Form.useWatch('lat', form), Form.useWatch('datum', form)];
  const picked = useMemo<Point | undefined>(() => (lon && lat && datum !== 'gcj02' ? { lon, lat } : undefined), [lon, lat, datum]);
  const villages = data.towns.find(t => t.id === town)?.villages ?? [];
  const others = useMemo(() => data.items.filter(p => p.town === town && p.no !== place?.no).map(p => ({ ...p, text: '' })), [data.items, town, place?.no]);

  const save = useMutation({
    mutationFn: (v: Values) => {
      const body: PlaceForm = {
        ...v,
        village: v.village ?? null,
        phone: v.phone?.trim() || null,
        note: v.note ?? '',
        access: v.access ?? [],
        services: v.services ?? [],
      };
      return place ? api.patch(`/desk/places/${place.no}`, { ...body, version: place.version }) : create('/desk/places', body);
    },
    onSuccess: async (_, v) => {
      await client.invalidateQueries({ queryKey: ['desk-places'] });
      message.success(`“${v.name}”已保存`);
      close();
    },
    onError: error => {
      if (!(error instanceof Problem)) return;
      if (error.code === 'changed') void client.invalidateQueries({ queryKey: ['desk-places'] });
      const faults = error.faults.map(f => ({ name: f.path.split('.').map(p => (/^\d+$/.test(p) ? Number(p) : p)), errors: [f.message] }));
      form.setFields(faults as never);
      if (faults[0]) form.scrollToField(faults[0].name as never, { focus: true });
    },
  });
  const shown = save.error instanceof Problem && save.error.faults.length > 0;
  const initial: Partial<Values> = place
    ? { ...place, village: place.village ?? undefined!, phone: place.phone ?? '', datum: 'cgcs2000' }
    : {
        kind: 'village-station',
        town: towns.length === 1 ? towns[0]!.id : undefined!,
        hours: office,
        access: [],
        services: [],
        datum: 'cgcs2000',
        approximate: false,
        note: '',
        validFrom: data.today,
      };
  const leave = () => (changed ? modal.confirm({ title: '还没有保存，要关闭吗？', okText: '不保存，关闭', cancelText: '接着填', onOk: close }) : close());
  const setHours = (hours: Hours) => {
    form.setFieldsValue({ hours });
    setChanged(true);
  };
  return (
    <Drawer
      open
      size={760}
      title={place ? `修改：${place.name}` : '登记办事点'}
      onClose={leave}
      footer={
        <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
          保存
        </Button>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onValuesChange={() => setChanged(true)}
        onFinish={v => !save.isPending && save.mutate(v)}
        scrollToFirstError={{ focus: true }}
      >
        {save.isError && !shown ? <Trouble error={save.error} /> : null}
        <Row gutter={12}>
          <Col xs={24} md={10}>
            <Form.Item name="kind" label="类型" rules={[{ required: true, message: '请选择类型' }]}>
              <Select options={kinds.map(([value, label]) => ({ value, label }))} onChange={(k: PlaceKind) => k === 'kiosk' && setHours(allDay)} />
            </Form.Item>
          </Col>
          <Col xs={24} md={14}>
            <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}>
              <Input maxLength={60} />
            </Form.Item>
          </Col>
          <Col xs={24} md={10}>
            <Form.Item name="town" label="乡镇" rules={[{ required: true, message: '请选择乡镇' }]}>
              <Select options={towns.map(t => ({ value: t.id, label: t.name }))} onChange={() => form.setFieldValue('village', undefined)} />
            </Form.Item>
          </Col>
          <Col xs={24} md={14}>
            <Form.Item name="village" label="村（社区）">
              <Select
                allowClear
                showSearch={{ optionFilterProp: 'label' }}
                options={villages.map(v => ({ value: v.code, label: v.name }))}
                placeholder="不在某个村就不选"
              />
            </Form.Item>
          </Col>
          <Col span={24}>
            <Form.Item
              name="address"
              label="地址"
              extra="写到群众找得到：哪条街、哪个院、几楼"
              rules={[{ required: true, whitespace: true, message: '请填写地址' }]}
            >
              <Input maxLength={120} />
            </Form.Item>
          </Col>
          <Col xs={12} md={8}>
            <Form.Item name="lon" label="经度" rules={[{ required: true, message: '请填写经度' }]}>
              <InputNumber stringMode={false} precision={6} controls={false} style={{ width: '100%' }} placeholder="111.183000" />
            </Form.Item>
          </Col>
          <Col xs={12} md={8}>
            <Form.Item name="lat" label="纬度" rules={[{ required: true, message: '请填写纬度' }]}>
              <InputNumber stringMode={false} precision={6} controls={false} style={{ width: '100%' }} placeholder="37.344000" />
            </Form.Item>
          </Col>
          <Col xs={24} md={8}>
            <Form.Item name="phone" label="对外电话">
              <Input maxLength={30} placeholder="0358-5022345" />
            </Form.Item>
          </Col>
          <Col xs={24} md={16}>
            <Form.Item name="datum" label="坐标是从哪里抄来的" extra="高德、腾讯的坐标有偏移，保存时换算回来">
              <Radio.Group options={options(datums)} />
            </Form.Item>
          </Col>
          <Col xs={24} md={8}>
            <Form.Item name="approximate" label="位置" valuePropName="checked">
              <Checkbox>大致的，还没有测准</Checkbox>
            </Form.Item>
          </Col>
        </Row>
        <p>
          <Button onClick={() => setMap(m => !m)} aria-expanded={map}>
            {map ? '收起地图' : '在地图上点位置'}
          </Button>
        </p>
        {map ? (
          <Suspense fallback={<p>正在打开地图…</p>}>
            <PlaceMap
              label="点选位置"
              points={others}
              towns={data.towns}
              picked={picked ?? (town ? townSeats[town] : undefined)}
              onPick={p => {
                form.setFieldsValue({ lon: Math.round(p.lon * 1e6) / 1e6, lat: Math.round(p.lat * 1e6) / 1e6, datum: 'cgcs2000' });
                setChanged(true);
              }}
            />
            <p className="frame-muted">点地图选位置；用键盘时先把地图移到位置，再按回车取地图中心。</p>
          </Suspense>
        ) : null}
        <fieldset className="places-group">
          <legend>开放时间</legend>
          <p className="frame-muted">写成 08:30-12:00 14:30-18:00；全天写“全天”；不开就留空。调休上班的周末按周一。</p>
          <p>
            <Button size="small" onClick={() => setHours(office)}>
              工作日上下午
            </Button>{' '}
            <Button size="small" onClick={() => setHours(allDay)}>
              每天 24 小时
            </Button>{' '}
            <Button
              size="small"
              onClick={() => {
                const hours = form.getFieldValue('hours') as Hours;
                setHours({ ...hours, tue: hours.mon, wed: hours.mon, thu: hours.mon, fri: hours.mon });
              }}
            >
              周二至周五同周一
            </Button>
          </p>
          <Row gutter={12}>
            {dayKeys.map(k => (
              <Col xs={24} md={12} key={k}>
                <Form.Item
                  name={['hours', k]}
                  label={dayNames[k]}
                  rules={[
                    {
                      validator: async (_, v: string) => {
                        const read = readHours(v ?? '');
                        if ('message' in read) throw new Error(read.message);
                      },
                    },
                  ]}
                >
                  <Input maxLength={120} placeholder="不开" />
                </Form.Item>
              </Col>
            ))}
          </Row>
        </fieldset>
        <Form.Item name="access" label="无障碍设施">
          <Checkbox.Group options={options(accessFeatures)} />
        </Form.Item>
        <fieldset className="places-group">
          <legend>能办什么</legend>
          <Form.List name="services">
            {(fields, { add, remove }) => (
              <>
                {fields.map(f => (
                  <Row gutter={8} key={f.key}>
                    <Col flex="1 1 12rem">
                      <Form.Item name={[f.name, 'subject']} rules={[{ required: true, message: '请选择' }]}>
                        <Select
                          aria-label={`第 ${f.name + 1} 项：事项`}
                          showSearch={{ optionFilterProp: 'label' }}
                          placeholder="一件事或事项"
                          options={data.subjects.map(s => ({ value: s.key, label: `${s.key.startsWith('thing:') ? '一件事' : '事项'}：${s.name}` }))}
                        />
                      </Form.Item>
                    </Col>
                    <Col flex="0 0 7.5rem">
                      <Form.Item name={[f.name, 'way']} initialValue={'handle' satisfies Way}>
                        <Select aria-label={`第 ${f.name + 1} 项：怎么办`} options={options(ways)} />
                      </Form.Item>
                    </Col>
                    <Col flex="none">
                      <Button type="text" aria-label={`去掉第 ${f.name + 1} 项`} onClick={() => remove(f.name)}>
                        ✕
                      </Button>
                    </Col>
                  </Row>
                ))}
                <Button onClick={() => add({ way: 'handle' })}>加一项</Button>
              </>
            )}
          </Form.List>
        </fieldset>
        <Form.Item name="note" label="给群众的说明">
          <Input.TextArea rows={2} maxLength={300} showCount />
        </Form.Item>
        <Form.Item name="validFrom" label="启用日期" rules={[{ required: true, message: '请选择启用日期' }]}>
          <Input type="date" style={{ width: 180 }} />
        </Form.Item>
      </Form>
    </Drawer>
  );
}
