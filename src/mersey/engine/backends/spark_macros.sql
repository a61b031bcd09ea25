-- What Spark says otherwise than DuckDB, in words of our own: see duckdb_macros.sql.
-- A TIMESTAMP is one without a zone: the session is told so.

CREATE OR REPLACE TEMPORARY FUNCTION seconds_between(one TIMESTAMP, other TIMESTAMP)
    RETURNS DOUBLE RETURN timestampdiff(MICROSECOND, one, other) / 1e6D;

CREATE OR REPLACE TEMPORARY FUNCTION days_between(one TIMESTAMP, other TIMESTAMP)
    RETURNS DOUBLE RETURN timestampdiff(MICROSECOND, one, other) / 1e6D / 86400.0D;

CREATE OR REPLACE TEMPORARY FUNCTION dates_between(one DATE, other DATE)
    RETURNS INT RETURN datediff(other, one);

CREATE OR REPLACE TEMPORARY FUNCTION period_of(day DATE, per STRING)
    RETURNS DATE RETURN CASE WHEN per = 'day' THEN day ELSE trunc(day, per) END;

CREATE OR REPLACE TEMPORARY FUNCTION next_period(day DATE, per STRING)
    RETURNS DATE RETURN
    CASE per WHEN 'day' THEN day + 1 WHEN 'week' THEN day + 7 ELSE last_day(day) + 1 END;

CREATE OR REPLACE TEMPORARY FUNCTION periods_between(one DATE, other DATE, per STRING)
    RETURNS ARRAY<DATE> RETURN
    filter(CASE per WHEN 'day' THEN sequence(one, other, INTERVAL 1 DAY)
           WHEN 'week' THEN sequence(one, other, INTERVAL 7 DAY)
           ELSE sequence(one, other, INTERVAL 1 MONTH) END, day -> day < other);

CREATE OR REPLACE TEMPORARY FUNCTION wall_date(
    moment TIMESTAMP, changes ARRAY<TIMESTAMP>, offsets ARRAY<INT>)
    RETURNS DATE RETURN
    CAST(timestampadd(SECOND, element_at(offsets, 1 + size(
        filter(changes, change -> change <= moment))), moment) AS DATE);

CREATE OR REPLACE TEMPORARY FUNCTION is_among(value STRING, several ARRAY<STRING>)
    RETURNS BOOLEAN RETURN array_contains(several, value);

CREATE OR REPLACE TEMPORARY FUNCTION moment_for(
    value STRING, several ARRAY<STRING>, moments ARRAY<TIMESTAMP>)
    RETURNS TIMESTAMP RETURN
    element_at(moments, CAST(nullif(array_position(several, value), 0) AS INT));

CREATE OR REPLACE TEMPORARY FUNCTION stripped(value STRING)
    RETURNS STRING RETURN trim(BOTH ' \t\n\r\u000B\f' FROM value);

CREATE OR REPLACE TEMPORARY FUNCTION place_in(several ARRAY<STRING>, place INT)
    RETURNS STRING RETURN element_at(several, place);

CREATE OR REPLACE TEMPORARY FUNCTION last_in(several ARRAY<STRING>)
    RETURNS STRING RETURN element_at(several, -1);

CREATE OR REPLACE TEMPORARY FUNCTION n_in(several ARRAY<STRING>)
    RETURNS INT RETURN size(several);

CREATE OR REPLACE TEMPORARY FUNCTION joined(several ARRAY<STRING>)
    RETURNS STRING RETURN array_join(several, chr(31));

CREATE OR REPLACE TEMPORARY FUNCTION once_in_a_row(several ARRAY<STRING>)
    RETURNS ARRAY<STRING> RETURN
    filter(several, (one, place) -> place = 0 OR one <> several[place - 1]);

CREATE OR REPLACE TEMPORARY FUNCTION step(seq INT, activity STRING)
    RETURNS STRUCT<seq: INT, activity: STRING>
    RETURN named_struct('seq', seq, 'activity', activity);

CREATE OR REPLACE TEMPORARY FUNCTION in_order(
    steps ARRAY<STRUCT<seq: INT, activity: STRING>>)
    RETURNS ARRAY<STRING> RETURN transform(array_sort(steps), one -> one.activity);

CREATE OR REPLACE TEMPORARY FUNCTION step_fingerprint(activity STRING, seq INT)
    RETURNS BIGINT RETURN xxhash64(activity, seq);
