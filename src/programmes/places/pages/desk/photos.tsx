/** Photos of a place: added from the phone or the disk, put in order, said in words, removed with a reason. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api, base64, Problem, scaled, useCreate } from '#ui/api';
import { Trouble } from '#ui/frame';
import { mostPhotos } from '../../figures.ts';
import type { DeskPlaceView } from './data.ts';

type Photo = DeskPlaceView['photos'][number];

export function PhotosDialog({ place, close }: { place: DeskPlaceView; close(): void }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [caption, setCaption] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [wrong, setWrong] = useState('');
  const [round, setRound] = useState(0);
  const create = useCreate();
  const settled = () => client.invalidateQueries({ queryKey: ['desk-places'] });
  const address = `/desk/places/${place.no}/photos`;
  const add = useMutation({
    mutationFn: async (chosen: File) => create(address, { version: place.version, caption, content: await base64(await scaled(chosen)) }),
    onSuccess: () => {
      message.success('照片已加上，群众现在就能看到');
      setCaption('');
      setFile(null);
      setRound(n => n + 1);
    },
    onSettled: async () => {
      await settled();
    },
  });
  const put = useMutation({ mutationFn: (photos: readonly Photo[]) => api.put(address, { version: place.version, photos }), onSettled: settled });
  const submit = () => {
    if (add.isPending) return;
    const missing = file === null ? '请选择一张照片' : caption.trim().length < 2 ? '请写照片上是什么，至少 2 个字' : '';
    setWrong(missing);
    if (file && !missing) add.mutate(file);
  };
  const moved = (from: number, to: number) => {
    const photos = [...place.photos];
    photos.splice(to, 0, ...photos.splice(from, 1));
    put.mutate(photos);
  };
  const full = place.photos.length >= mostPhotos;
  const said = wrong || (add.error instanceof Problem && add.error.faults.map(f => f.message).join('；'));
  return (
    <Modal open title={`照片：${place.name}`} footer={null} width={680} onCancel={close}>
      {place.photos.length > 0 ? (
        <ul className="places-photos" aria-label="已有的照片">
          {place.photos.map((photo, i) => (
            <Row
              key={photo.id}
              place={place}
              photo={photo}
              busy={put.isPending}
              onSay={said => put.mutate(place.photos.map(p => (p.id === photo.id ? { ...p, caption: said } : p)))}
              onEarlier={i > 0 ? () => moved(i, i - 1) : null}
              onLater={i < place.photos.length - 1 ? () => moved(i, i + 1) : null}
            />
          ))}
        </ul>
      ) : (
        <p className="frame-muted">还没有照片。拍门口、柜台和坡道，群众更容易找到。</p>
      )}
      {put.isError ? <Trouble error={put.error} /> : null}
      {full ? (
        <p className="frame-muted">最多 {mostPhotos} 张，要加新的请先移除一张。</p>
      ) : (
        <fieldset className="places-group">
          <legend>加一张</legend>
          <p>
            <label>
              选择照片 <input key={round} type="file" accept="image/jpeg,image/png,image/webp" onChange={e => setFile(e.target.files?.[0] ?? null)} />
            </label>
          </p>
          <p>
            <label htmlFor="photo-caption">照片上是什么（看不见照片的人会听到这句话）</label>
            <Input
              id="photo-caption"
              maxLength={60}
              placeholder="正门，右边有坡道"
              value={caption}
              status={said ? 'error' : ''}
              aria-describedby={said ? 'photo-wrong' : undefined}
              onChange={e => setCaption(e.target.value)}
            />
          </p>
          {said ? (
            <p id="photo-wrong" role="alert" className="places-wrong">
              {said}
            </p>
          ) : null}
          {add.isError && !said ? <Trouble error={add.error} /> : null}
          <p className="frame-muted">大照片会自动缩小；拍摄位置、时间和手机型号不保存。不要拍到办事人的脸和材料。</p>
          <Button type="primary" loading={add.isPending} onClick={submit}>
            加上照片
          </Button>
        </fieldset>
      )}
    </Modal>
  );
}

interface RowProps {
  place: DeskPlaceView;
  photo: Photo;
  busy: boolean;
  onSay(caption: string): void;
  onEarlier: (() => void) | null;
  onLater: (() => void) | null;
}

function Row({ place, photo, busy, onSay, onEarlier, onLater }: RowProps) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [caption, setCaption] = useState(photo.caption);
  const [why, setWhy] = useState<string | null>(null);
  const remove = useMutation({
    mutationFn: (why: string) => api.post(`/desk/places/${place.no}/photos/${photo.id}/removal`, { version: place.version, why }),
    onSuccess: () => void message.success('照片已移除，群众看不到了'),
    onSettled: () => client.invalidateQueries({ queryKey: ['desk-places'] }),
  });
  const changed = caption.trim() !== photo.caption;
  return (
    <li>
      <img src={`/api/desk/places/${place.no}/photos/${photo.id}`} alt={photo.caption} width={160} height={120} />
      <div>
        <Input aria-label={`照片上是什么：${photo.caption}`} maxLength={60} value={caption} onChange={e => setCaption(e.target.value)} />
        <div className="places-photo-do">
          {changed ? (
            <Button size="small" autoInsertSpace={false} type="primary" disabled={busy || caption.trim().length < 2} onClick={() => onSay(caption.trim())}>
              保存说明
            </Button>
          ) : null}
          <Button size="small" autoInsertSpace={false} disabled={busy || !onEarlier} onClick={() => onEarlier?.()} aria-label={`往前：${photo.caption}`}>
            往前
          </Button>
          <Button size="small" autoInsertSpace={false} disabled={busy || !onLater} onClick={() => onLater?.()} aria-label={`往后：${photo.caption}`}>
            往后
          </Button>
          {why === null ? (
            <Button size="small" autoInsertSpace={false} danger onClick={() => setWhy('')} aria-label={`移除：${photo.caption}`}>
              移除
            </Button>
          ) : null}
        </div>
        {why === null ? null : (
          <div className="places-photo-do">
            <Input aria-label="为什么移除" placeholder="为什么移除" autoFocus maxLength={200} value={why} onChange={e => setWhy(e.target.value)} />
            <Button
              size="small"
              autoInsertSpace={false}
              danger
              loading={remove.isPending}
              disabled={why.trim().length < 2}
              onClick={() => !remove.isPending && remove.mutate(why)}
            >
              确认移除
            </Button>
            <Button size="small" autoInsertSpace={false} onClick={() => setWhy(null)}>
              不移除
            </Button>
          </div>
        )}
        {remove.isError ? <Trouble error={remove.error} /> : null}
      </div>
    </li>
  );
}
