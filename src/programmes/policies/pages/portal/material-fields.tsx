/** Papers that the county does not have: chosen, checked by the server at once, named when they are there. */
import { useMutation } from '@tanstack/react-query';
import { api, Problem } from '#ui/api';
import { Field } from '#ui/kit';

export interface Given {
  id: string;
  name: string;
}

interface Props {
  materials: readonly { id: string; title: string; why: string }[];
  given: Record<string, Given>;
  set(id: string, file: Given): void;
  fault(path: string): string | undefined;
}

export const MaterialFields = ({ materials, given, set, fault }: Props) => (
  <div>
    {materials.map(m => (
      <One key={m.id} material={m} given={given[m.id]} set={file => set(m.id, file)} fault={fault(`materials.${m.id}`)} />
    ))}
  </div>
);

function One({
  material,
  given,
  set,
  fault,
}: {
  material: Props['materials'][number];
  given: Given | undefined;
  set(file: Given): void;
  fault: string | undefined;
}) {
  const upload = useMutation({ mutationFn: (file: File) => api.upload<Given>('/files', file), onSuccess: set });
  const refused = upload.error instanceof Problem ? `${upload.error.message}${upload.error.detail ? `：${upload.error.detail}` : ''}` : undefined;
  return (
    <Field id={`material-${material.id}`} label={material.title} hint={`${material.why}。照片或 PDF，最大 20 MB`} error={refused ?? fault}>
      {c => (
        <div className="policy-file">
          <input
            {...c}
            type="file"
            accept="image/*,application/pdf"
            onChange={e => {
              const file = e.target.files?.[0];
              if (file) upload.mutate(file);
            }}
          />
          <span role="status">{upload.isPending ? '正在上传…' : given ? `已上传：${given.name}` : ''}</span>
        </div>
      )}
    </Field>
  );
}
