import type { AuditRowView } from '@linli/shared/accounts.dto';
import { doneWords } from './audit-words';

const row = (subjectType: string, action: string, kind: 'event' | 'access' = 'event') => ({ subjectType, action, kind }) as AuditRowView;

describe('what was done, in words', () => {
  it.each([
    ['account', 'consent_given', '同意了一项授权'],
    ['patrol', 'patrol.scan', '到巡查点打卡'],
    ['patrol', 'patrol.end', '结束了 · 巡查'],
    ['report', 'close', '操作了 · 事项'],
    ['area', 'area.import_shapes', '导入图形 · 区划'],
    ['leave', 'leave.refuse', '没有同意 · 请假'],
    ['unheard_of', 'unheard_of', '操作了 · 其他'],
  ])('%s %s: %s', (subject, action, words) => expect(doneWords(row(subject, action))).toBe(words));

  it('a look says at what', () => expect(doneWords(row('report', 'reporter', 'access'))).toBe('查看了事项的上报人的姓名和电话'));
});
