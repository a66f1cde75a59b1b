import type { UnitFiguresView } from '@linli/shared/units.dto';
import { asText, newBook } from '../../common/paper.js';

const HEAD = ['姓名', '单位', '所在社区', '服务次数', '其中岗位', '服务时长（分钟）'];
const WIDTHS = [12, 28, 16, 10, 10, 16];

export async function summaryXlsx(view: UnitFiguresView): Promise<Buffer> {
  const book = await newBook();
  const sheet = book.addWorksheet('双报到小结');
  sheet.columns = WIDTHS.map((width) => ({ width }));
  sheet.addRow([asText(`${view.unitName} 双报到小结（${view.halfLabel}）`)]).font = { bold: true, size: 14 };
  for (const line of summaryLines(view)) sheet.addRow([asText(line)]);
  sheet.addRow([]);
  sheet.addRow(HEAD).font = { bold: true };
  for (const one of view.people)
    sheet.addRow([asText(one.name), asText(one.unitName), asText(one.communityName ?? ''), one.services, one.posts, one.minutes]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** What stands above the list in both files. */
export function summaryLines(view: UnitFiguresView): string[] {
  const hidden = view.members - view.consented;
  return [
    `${view.from} 至 ${view.to}`,
    `报到 ${view.members} 人，其中同意写入小结 ${view.consented} 人` + (view.served === null ? '' : `，参加过服务 ${view.served} 人`),
    `同意写入的成员：服务 ${view.services} 次（岗位 ${view.posts} 次），共 ${view.minutes} 分钟`,
    `单位认领心愿和项目 ${view.claims} 件，已兑现 ${view.delivered} 件`,
    ...(hidden ? [`另有 ${hidden} 人未同意写入，只计人数`] : []),
  ];
}
