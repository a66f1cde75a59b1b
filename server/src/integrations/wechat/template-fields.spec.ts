import { fitted } from './template-fields.js';

const cut = (name: string, text: string) => fitted({ [name]: text })[name]?.value;

describe('fields of a subscription message', () => {
  it.each([
    ['thing2', '一'.repeat(20), '一'.repeat(20)],
    ['thing2', '一'.repeat(21), `${'一'.repeat(19)}…`],
    ['thing2', '两行\n文字  变成 一行', '两行 文字 变成 一行'],
    ['thing2', '😀'.repeat(21), `${'😀'.repeat(19)}…`],
    ['thing2', ' ', '请打开查看'],
    ['phrase3', '待核实', '待核实'],
    ['phrase3', '已交办给城管队', '已交办给城'],
    ['phrase3', 'OK已办结!', '已办结'],
    ['phrase3', 'OK', '有进展'],
    ['character_string1', '260311-BJ-0001', '260311-BJ-0001'],
    ['character_string1', '编号260311', '260311'],
    ['character_string1', 'a'.repeat(40), 'a'.repeat(32)],
    ['character_string1', '', '-'],
    ['name1', '王'.repeat(12), '王'.repeat(10)],
    ['name1', 'a'.repeat(25), 'a'.repeat(20)],
    ['number1', '1,234 件', '1234'],
    ['letter1', 'ab1c', 'abc'],
    ['symbol1', 'a*#!?-+1', '*#!?-'],
    ['time4', '2026年3月9日 08:05', '2026年3月9日 08:05'],
    ['amount1', '¥12345678901', '¥123456789'],
    ['phone_number1', '+86-13912345678901', '+86-1391234567890'],
    ['car_number1', '桂D12345678', '桂D12345…'],
  ])('%s: %s', (name, text, expected) => {
    expect(cut(name, text)).toBe(expected);
  });
});
