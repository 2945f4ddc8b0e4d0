/** Photos as they come from a telephone are larger than anybody needs: made smaller before they travel. */

const longestSide = 2400;
/** Small enough to go as it is. */
const lightEnough = 3 * 1024 * 1024;

/** The photo with at most 2400 pixels a side, as JPEG; what is no photo, or small already, stays as it is. */
export async function lightened(file: File): Promise<File> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  // What the browser cannot read is for the server to judge.
  if (!picture) return file;
  try {
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size <= lightEnough) return file;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const paper = canvas.getContext('2d');
    if (!paper) return file;
    paper.fillStyle = '#fff';
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/jpeg', 0.85));
    return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }) : file;
  } finally {
    picture.close();
  }
}
