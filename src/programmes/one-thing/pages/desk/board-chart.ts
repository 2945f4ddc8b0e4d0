/** The drawing behind the trend. ECharts is heavy, so this file is loaded when the chart is shown. */
import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Board } from '#platform/supervision';

use([LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export interface Chart {
  draw(trend: Board['trend']): void;
  close(): void;
}

const short = (d: string) => `${Number(d.slice(5, 7))}月${Number(d.slice(8))}日`;

export function openChart(box: HTMLElement): Chart {
  const chart = init(box, null, { renderer: 'canvas' });
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(box);
  const line = (name: string, color: string, symbol: string, data: number[]) => ({
    name,
    type: 'line' as const,
    data,
    symbol,
    symbolSize: 6,
    showSymbol: data.length <= 40,
    lineStyle: { width: 2 },
    itemStyle: { color },
  });
  return {
    draw(trend) {
      chart.setOption({
        animation: false,
        textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
        grid: { left: 32, right: 16, top: 32, bottom: 24 },
        legend: { top: 0, right: 0, itemWidth: 18 },
        // Drawn on the canvas: the page's security policy lets no markup with styles in.
        tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
        xAxis: {
          type: 'category',
          data: trend.map(t => short(t.day)),
          axisTick: { show: false },
          axisLine: { lineStyle: { color: '#8696a2' } },
        },
        yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: '#e6ecf0' } } },
        series: [
          line(
            '收件',
            '#0b5f8a',
            'circle',
            trend.map(t => t.filed),
          ),
          line(
            '办结',
            '#c2600a',
            'rect',
            trend.map(t => t.finished),
          ),
        ],
      });
    },
    close() {
      observer.disconnect();
      chart.dispose();
    },
  };
}
