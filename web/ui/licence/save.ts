/** A file that the server makes on request, kept by the browser. */
import { api } from '#ui/api';

export async function saveFile(path: string): Promise<void> {
  const { name, blob } = await api.file(path);
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
