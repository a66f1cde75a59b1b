import { create } from 'zustand';
import { readStored, writeStored } from './storage';

const KEY = 'community';
export interface ChosenCommunity {
  code: string;
  name: string;
}
/** The community a guest looks at; whoever is signed in has their own. */
export const useChosenCommunity = create<{ chosen: ChosenCommunity | null }>()(() => ({ chosen: readStored<ChosenCommunity>(KEY) }));

export function chooseCommunity(chosen: ChosenCommunity): void {
  writeStored(KEY, chosen);
  useChosenCommunity.setState({ chosen });
}
