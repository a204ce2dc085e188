/* levada
time:
  column: ts
  end: tomorrow
  inputs:
    raw.windw: {lookback: 1 day}
    raw.window: {window: all, lookback: 1 day, lookahead: 2 nights, follow: perhaps}
    raw.previous: {window: some, looking: back}
*/
select * from raw.window join raw.previous using (id)
