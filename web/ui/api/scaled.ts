/** A photo as small as the village network and the server want it; what the browser cannot read goes on as it is, and the server says why not. */

const longestSide = 1600;
const mostBytes = 700_000;

export async function scaled(file: File): Promise<Blob> {
  // Turned upright by what the camera wrote; the drawing has nothing else of it.
  const image = await createImageBitmap(file).catch(() => null);
  if (!image) return file;
  const shrink = Math.min(1, longestSide / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * shrink);
  canvas.height = Math.round(image.height * shrink);
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  for (const quality of [0.85, 0.7, 0.5]) {
    const made = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/jpeg', quality));
    if (made && made.size <= mostBytes) return made;
  }
  return file;
}
