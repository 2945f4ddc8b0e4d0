/** Photos of a place: taken by its keeper, shown to everybody while the place stands; removed with a reason, never deleted. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { action, type Ctx, Download, read, refusals, refuse } from '#platform/actions';
import { withoutMetadata } from '#platform/files';
import { grip, onPlace } from './actions.ts';
import { mostPhotos } from './figures.ts';
import { standsOn } from './rules.ts';
import { arrangePhotos, insertPhoto, photoAt, placeAt, removePhotoRow, touch } from './store.ts';

const refusePhoto = refusals({
  'photo-limit': [422, `每个办事点最多 ${mostPhotos} 张照片，请先移除一张`],
  'photo-there': [422, '这张照片已经有了'],
  'photo-unread': [422, '这张照片不能用'],
});

const caption = z.string().trim().min(2, '请写照片上是什么，至少 2 个字').max(60, '说明最多 60 个字');
const onPhoto = onPlace.extend({ photo: z.uuid() });

export const addPhoto = action({
  name: 'place.add-photo',
  may: 'place.edit',
  creates: true,
  summary: '给办事点加一张照片（JPEG、PNG、WebP，最大 700 KB）；拍摄位置等信息不保存',
  input: onPlace.extend({
    caption,
    /** Base64 of the picture's bytes. */
    content: z.base64('照片内容应为 base64').max(950_000, '照片太大：最大 700 KB'),
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, { no, version, caption, content }) {
    const place = await grip(ctx, no, version);
    if (place.photos.length >= mostPhotos) throw refusePhoto('photo-limit');
    const bytes = Buffer.from(content, 'base64');
    const { type } = await ctx.house.files.check(bytes, 'image');
    const picture = type === 'image/heic' ? null : withoutMetadata(bytes);
    // What cannot be taken apart may still say where it was taken.
    if (!picture) throw refusePhoto('photo-unread', '请用 JPEG、PNG 或 WebP 照片；这一张不是、不完整，或者是动图，去不掉里面的拍摄位置');
    const photo = { id: crypto.randomUUID(), type, content: picture, digest: createHash('sha256').update(picture).digest('hex'), caption };
    if (place.photos.some(p => p.digest === photo.digest)) throw refusePhoto('photo-there');
    await insertPhoto(ctx, no, photo);
    await touch(ctx, no);
    ctx.record({ subject: `place:${no}`, detail: { photo: photo.id, digest: photo.digest, size: picture.length, caption } });
    return { id: photo.id };
  },
});

export const arrange = action({
  name: 'place.arrange-photos',
  may: 'place.edit',
  summary: '照片的先后和说明',
  input: onPlace.extend({ photos: z.array(z.strictObject({ id: z.uuid(), caption })).max(mostPhotos) }),
  async do(ctx, { no, version, photos }) {
    const place = await grip(ctx, no, version);
    const same = photos.length === place.photos.length && place.photos.every(p => photos.some(q => q.id === p.id));
    if (!same) throw refuse('changed', '照片刚刚被别人改过');
    await arrangePhotos(ctx, no, photos);
    await touch(ctx, no);
    const said = (list: readonly { id: string; caption: string }[]) => list.map(p => ({ id: p.id, caption: p.caption }));
    ctx.record({ subject: `place:${no}`, detail: { was: said(place.photos), is: photos } });
  },
});

export const removePhoto = action({
  name: 'place.remove-photo',
  may: 'place.edit',
  summary: '移除一张照片，写明原因',
  input: onPhoto.extend({ why: z.string().trim().min(2, '请写明为什么移除').max(200) }),
  async do(ctx, { no, version, photo, why }) {
    const place = await grip(ctx, no, version);
    const there = place.photos.find(p => p.id === photo);
    if (!there) throw refuse('not-found');
    await removePhotoRow(ctx, no, photo, why);
    await touch(ctx, no);
    ctx.record({ subject: `place:${no}`, detail: { photo, caption: there.caption, why } });
  },
});

const address = z.strictObject({ no: z.coerce.number().int().positive().max(2_000_000_000), photo: z.uuid() });
const endings: Record<string, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' };

async function shown(ctx: Ctx, { no, photo }: z.infer<typeof address>, keep: number | null): Promise<Download> {
  const found = await photoAt(ctx, no, photo);
  if (!found) throw refuse('not-found');
  return new Download(found.type, `办事点-${no}.${endings[found.type]}`, found.content, keep);
}

/** A photo never changes at its address; an hour is as long as one that was removed may linger in somebody's browser. */
const keptSeconds = 3600;

export const readPhoto = read({
  name: 'place-photo.read',
  may: 'place.read',
  open: true,
  summary: '办事点的一张照片；停用的、还没有启用的不给',
  input: address,
  async do(ctx, at) {
    const place = await placeAt(ctx, at.no);
    if (!place || !standsOn(place, ctx.today)) throw refuse('not-found');
    return shown(ctx, at, keptSeconds);
  },
});

export const deskPhoto = read({
  name: 'place-list.photo',
  may: 'place-list.read',
  summary: '台账里的一张照片',
  input: address,
  do: (ctx, at) => shown(ctx, at, null),
});
