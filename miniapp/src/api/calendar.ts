import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CalendarYearView, OfficeHoursView, OfficeSpanDto, SetCalendarDayDto } from '@linli/shared/calendar.dto';
import { act, fetchJson } from './client';

export const useCalendar = (year: number) =>
  useQuery({
    queryKey: ['calendar', year],
    queryFn: ({ signal }) => fetchJson<CalendarYearView>(`/calendar?year=${year}`, undefined, signal),
  });

function useCalendarWrite<V>(write: (variables: V) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: write, onSuccess: () => client.invalidateQueries({ queryKey: ['calendar'] }) });
}

export const useSetDay = () => useCalendarWrite((dto: SetCalendarDayDto) => act('/calendar/days', dto, 'PUT'));

/** The weekday decides again. */
export const useClearDay = () => useCalendarWrite((day: string) => act(`/calendar/days/${day}`, {}, 'DELETE'));

export const useOfficeHours = (areaCode: string | undefined) =>
  useQuery({
    queryKey: ['calendar', 'hours', areaCode],
    queryFn: ({ signal }) => fetchJson<OfficeHoursView>(`/calendar/office-hours/${areaCode}`, undefined, signal),
    enabled: Boolean(areaCode),
  });

export const useSetOfficeHours = () =>
  useCalendarWrite(({ areaCode, spans }: { areaCode: string; spans: OfficeSpanDto[] }) =>
    act(`/calendar/office-hours/${areaCode}`, { spans }, 'PUT'),
  );

/** Inherited from above again. */
export const useClearOfficeHours = () => useCalendarWrite((areaCode: string) => act(`/calendar/office-hours/${areaCode}`, {}, 'DELETE'));
