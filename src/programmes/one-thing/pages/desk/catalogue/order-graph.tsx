/** The order drawn: drag from one matter to another to make it wait, choose a line to take it away. */
import { Background, Controls, Handle, MarkerType, type Node, type NodeProps, Position, ReactFlow } from '@xyflow/react';
import { Button } from 'antd';
import { memo, useEffect, useMemo, useState } from 'react';
import '@xyflow/react/dist/style.css';
import type { ThingMatter } from '../../../catalogue/schema.ts';
import { named } from '../../../catalogue/words.ts';
import { useEditor } from './editor-context.ts';
import { edgesOf, matterName } from './order.ts';
import { box, layOut } from './order-layout.ts';

type MatterNode = Node<{ name: string; unit: string; days: number | null; some: boolean }, 'matter'>;

const MatterBox = memo(({ data }: NodeProps<MatterNode>) => (
  <div className={`cat-node${data.some ? ' some' : ''}`}>
    <Handle type="target" position={Position.Left} />
    <strong title={data.name}>{data.name}</strong>
    <small>
      {data.unit}
      {data.days === null ? '' : ` · ${data.days} 天`}
      {data.some ? ' · 看情形' : ''}
    </small>
    <Handle type="source" position={Position.Right} />
  </div>
));

const nodeTypes = { matter: MatterBox };

interface Props {
  matters: readonly ThingMatter[];
  onAdd(from: string, to: string): void;
  onRemove(from: string, to: string): void;
}

export default function OrderGraph({ matters, onAdd, onRemove }: Props) {
  const { catalogue } = useEditor();
  const [places, setPlaces] = useState<ReadonlyMap<string, { x: number; y: number }> | null>(null);
  const [chosen, setChosen] = useState<{ from: string; to: string } | null>(null);
  const edges = useMemo(() => edgesOf(matters), [matters]);
  const shape = JSON.stringify([matters.map(m => m.id), edges.map(e => [e.from, e.to])]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new layout only when the shape changed
  useEffect(() => {
    let stale = false;
    void layOut(
      matters.map(m => m.id),
      edges,
    ).then(found => !stale && setPlaces(found));
    return () => {
      stale = true;
    };
  }, [shape]);
  const nameOf = (id: string) => {
    const entry = matters.find(m => m.id === id);
    return entry ? matterName(catalogue, entry) : id;
  };
  if (!places) return <div className="cat-graph" />;
  const height = Math.min(460, Math.max(180, ...[...places.values()].map(p => p.y + box.height + 60)));
  return (
    <>
      <section className="cat-graph" style={{ height }} aria-label="办理顺序图；下面的列表可以用键盘修改同样的内容">
        <ReactFlow<MatterNode>
          key={shape}
          nodes={matters.map(m => {
            const matter = catalogue.matters.find(x => x.id === m.id);
            return {
              id: m.id,
              type: 'matter' as const,
              position: places.get(m.id) ?? { x: 0, y: 0 },
              width: box.width,
              height: box.height,
              ariaLabel: nameOf(m.id),
              data: {
                name: nameOf(m.id),
                unit: matter ? (catalogue.departments.find(d => d.id === matter.department)?.short ?? named(catalogue.departments, matter.department)) : '',
                days: matter?.promisedDays ?? null,
                some: m.when !== undefined,
              },
            };
          })}
          edges={edges.map(e => ({
            id: `${e.from}>${e.to}`,
            source: e.from,
            target: e.to,
            selected: chosen?.from === e.from && chosen.to === e.to,
            ariaLabel: `“${nameOf(e.to)}”等“${nameOf(e.from)}”`,
            markerEnd: { type: MarkerType.ArrowClosed },
            ...(e.soft ? { className: 'cat-edge-soft' } : {}),
          }))}
          nodeTypes={nodeTypes}
          nodesDraggable={false}
          // By keyboard the list below does the same; here these would be twelve stops at which nothing happens.
          nodesFocusable={false}
          edgesFocusable={false}
          deleteKeyCode={null}
          onConnect={c => onAdd(c.source, c.target)}
          onEdgeClick={(_, e) => setChosen({ from: e.source, to: e.target })}
          onPaneClick={() => setChosen(null)}
          fitView
          fitViewOptions={{ padding: 0.08, maxZoom: 1 }}
          minZoom={0.3}
          maxZoom={1.5}
          preventScrolling={false}
          zoomOnScroll={false}
        >
          <Background />
          <Controls showInteractive={false} />
        </ReactFlow>
      </section>
      <p className="cat-hint" role="status">
        {chosen ? (
          <>
            选中：“{nameOf(chosen.to)}”等“{nameOf(chosen.from)}”{' '}
            <Button
              size="small"
              onClick={() => {
                onRemove(chosen.from, chosen.to);
                setChosen(null);
              }}
            >
              去掉这个等待
            </Button>
          </>
        ) : (
          '从一个事项右边的点拖到另一个事项，表示后者等前者办好；点一条线可以去掉。虚线：前者要办时才等。'
        )}
      </p>
    </>
  );
}
