import type { UnitFiguresView } from '@linli/shared/units.dto';
import { dayOf } from '../../common/days.js';
import { drawRows, MARGIN, printPaper } from '../../common/paper.js';
import { summaryLines } from './summary-xlsx.js';

const COLUMNS = [
  { title: '姓名', x: 0, width: 90 },
  { title: '单位', x: 95, width: 170 },
  { title: '所在社区', x: 270, width: 90 },
  { title: '次数', x: 365, width: 40 },
  { title: '岗位', x: 410, width: 40 },
  { title: '分钟', x: 455, width: 44 },
] as const;

/** The half-yearly summary on paper. */
export const summaryPdf = (view: UnitFiguresView, madeAt: Date): Promise<Buffer> =>
  printPaper({ title: `双报到小结 ${view.half}`, madeAt }, (doc) => {
    doc.fontSize(18).text(`${view.unitName} 双报到小结`);
    doc.fontSize(12).text(view.halfLabel).moveDown(0.5).fontSize(11);
    for (const line of summaryLines(view)) doc.text(line);
    doc.moveDown().fontSize(10);
    drawRows(doc, COLUMNS, [
      COLUMNS.map(({ title }) => title),
      ...view.people.map((one) => [
        one.name,
        one.unitName,
        one.communityName ?? '',
        String(one.services),
        String(one.posts),
        String(one.minutes),
      ]),
    ]);
    doc
      .moveDown()
      .fontSize(9)
      .text(`${dayOf(madeAt)} 由邻里生成。服务时长以签到、签退记录为准。`, MARGIN);
  });
