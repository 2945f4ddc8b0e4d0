/** A county that has no hall yet: one press lays it out, and everything can be changed afterwards. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '#ui/api';
import { Trouble } from '#ui/frame';

export function LayOut() {
  const client = useQueryClient();
  const lay = useMutation({
    mutationFn: () => api.post('/desk/hall/layout'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['hall-plan'] }),
  });
  return (
    <section className="frame-panel" aria-labelledby="hall-layout">
      <h2 id="hall-layout">大厅还没有布置</h2>
      <p>按文件的“1+6+3”先布置好 10 个区域、11 个队和 15 个窗口，办公时间和受理的事项都可以再改。</p>
      {lay.error ? <Trouble error={lay.error} /> : null}
      <p>
        <Button type="primary" loading={lay.isPending} onClick={() => lay.mutate()}>
          按“1+6+3”布置
        </Button>
      </p>
    </section>
  );
}
