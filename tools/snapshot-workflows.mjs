// Every workflow table of shared as a mermaid picture and a table of who may do what from where.
const TABLES = [
  ['reports', 'REPORT_WORKFLOW', 'REPORT_STATE_LABELS', 'REPORT_ACTION_LABELS', 'Reports 问题上报'],
  ['wishes', 'WISH_WORKFLOW', 'WISH_STATE_LABELS', 'WISH_ACTION_LABELS', 'Wishes 揭榜认领'],
  ['wishes', 'PARTNER_ITEM_WORKFLOW', 'PARTNER_ITEM_STATE_LABELS', 'PARTNER_ITEM_ACTION_LABELS', 'Needs and offers 共建清单'],
  ['members', 'MEMBER_WORKFLOW', 'MEMBER_STATE_LABELS', 'MEMBER_ACTION_LABELS', 'Members 志愿者'],
  ['members', 'QUALIFICATION_WORKFLOW', 'QUALIFICATION_STATE_LABELS', 'QUALIFICATION_ACTION_LABELS', 'Qualifications 资质'],
  ['units', 'MEMBERSHIP_WORKFLOW', 'MEMBERSHIP_STATE_LABELS', 'MEMBERSHIP_ACTION_LABELS', 'Unit memberships 双报到'],
];

function diagram(table, states, actions) {
  const arrows = Object.entries(table).flatMap(([action, step]) =>
    step.to === 'stay' ? [] : step.from.map((from) => `  ${from} --> ${step.to === 'before' ? 'before' : step.to}: ${actions[action]}`),
  );
  const names = Object.entries(states).map(([state, label]) => `  ${state}: ${state} ${label}`);
  const before = Object.values(table).some((step) => step.to === 'before') ? ['  before: the state before'] : [];
  return ['```mermaid', 'stateDiagram-v2', ...names, ...before, ...arrows, '```'].join('\n');
}
function rows(table, actions) {
  const lines = Object.entries(table).map(
    ([action, step]) => `| \`${action}\` | ${actions[action]} | ${step.from.join(', ')} | ${step.to} |`,
  );
  return ['| action | 中文 | from | to |', '|---|---|---|---|', ...lines].join('\n');
}

export async function workflowsMarkdown() {
  const parts = ['# Workflows', 'Written by `pnpm snapshot` from the tables in `shared/src`. Do not edit.'];
  for (const [file, workflow, states, actions, title] of TABLES) {
    const words = await import(`../shared/dist/${file}.js`);
    parts.push(`## ${title}`, diagram(words[workflow], words[states], words[actions]), rows(words[workflow], words[actions]));
  }
  return parts.join('\n\n') + '\n';
}
