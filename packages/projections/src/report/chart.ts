/**
 * Charts as SVG, drawn by Apache ECharts without a browser: the same text for the same numbers.
 *
 * Patterns besides colours, so that it reads on paper and without colours, too.
 */
import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Chart } from './model.ts'
import type { Lang } from './words.ts'

use([BarChart, GridComponent, LegendComponent, AriaComponent, SVGRenderer])

/** Small, so that the text in it is still read on a phone; a page scales it up. */
const WIDTH = 520
const HEIGHT = 320
const BAR_HEIGHT = 56
/** Told apart by people who see colours differently, too (Okabe and Ito). */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00']
const TEXT = { fontSize: 13, color: '#1b1b1b' }

/** The chart as an SVG element; `id` is distinct on its page. */
export const svgOf = (chart: Chart, lang: Lang, id: string): string => {
  const isStacked = chart.kind === 'stacked'
  const height = isStacked ? 96 + BAR_HEIGHT * chart.categories.length : HEIGHT
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  const categories = chart.categories.map((category) => category[lang])
  const names = { type: 'category', data: categories } as const
  const counts = { type: 'value', minInterval: 1, axisLabel: TEXT } as const
  drawn.setOption({
    animation: false,
    color: COLOURS,
    aria: { enabled: true, decal: { show: true } },
    legend: { bottom: 0, textStyle: TEXT },
    grid: { left: 8, right: 16, top: 16, bottom: 48 },
    // Lying bars leave room for long names: areas have them, months don't.
    ...(isStacked
      ? {
          xAxis: counts,
          yAxis: {
            ...names,
            inverse: true,
            axisLabel: { ...TEXT, interval: 0, width: 180, overflow: 'break' as const },
          },
        }
      : {
          xAxis: { ...names, axisLabel: { ...TEXT, hideOverlap: true } },
          yAxis: counts,
        }),
    series: chart.series.map(({ name, values }) => ({
      type: 'bar',
      name: name[lang],
      data: [...values],
      ...(isStacked ? { stack: 'all' } : {}),
    })),
  })
  const svg = drawn.renderToSVGString({ useViewBox: true })
  drawn.dispose()
  return still(svg, id)
}

/**
 * Without what reacts to a pointer: it stands in classes whose numbers count all charts ever drawn,
 * so that the same chart would be another text the next time.
 */
const still = (svg: string, id: string): string =>
  svg
    .replaceAll(/<style[\s\S]*?<\/style>/g, '')
    .replaceAll(/ class="zr[^"]*"/g, '')
    .replaceAll(/ ecmeta_\w+="[^"]*"/g, '')
    .replaceAll(/zr\d+-/g, `${id}-`)
