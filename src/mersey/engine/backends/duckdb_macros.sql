-- What DuckDB says otherwise than Spark, in words of our own: see spark_macros.sql.

CREATE OR REPLACE TEMP MACRO seconds_between(one, other) AS
    date_diff('microsecond', one, other) / 1e6;

CREATE OR REPLACE TEMP MACRO days_between(one, other) AS
    date_diff('microsecond', one, other) / 1e6 / 86400.0::DOUBLE;

CREATE OR REPLACE TEMP MACRO dates_between(one, other) AS
    date_diff('day', one, other);

CREATE OR REPLACE TEMP MACRO period_of(day, per) AS
    CAST(date_trunc(per, day) AS DATE);

CREATE OR REPLACE TEMP MACRO next_period(day, per) AS
    CASE per WHEN 'day' THEN day + 1 WHEN 'week' THEN day + 7 ELSE last_day(day) + 1 END;

CREATE OR REPLACE TEMP MACRO periods_between(one, other, per) AS
    range(CAST(one AS TIMESTAMP), CAST(other AS TIMESTAMP),
          CASE per WHEN 'day' THEN INTERVAL 1 DAY WHEN 'week' THEN INTERVAL 7 DAY
          ELSE INTERVAL 1 MONTH END);

CREATE OR REPLACE TEMP MACRO wall_date(moment, changes, offsets) AS
    CAST(moment + to_seconds(offsets[1 + len(list_filter(
        CAST(changes AS TIMESTAMP[]), lambda change: change <= moment))]) AS DATE);

CREATE OR REPLACE TEMP MACRO is_among(value, several) AS
    list_contains(CAST(several AS VARCHAR[]), value);

CREATE OR REPLACE TEMP MACRO moment_for(value, several, moments) AS
    CAST(moments AS TIMESTAMP[])[list_position(CAST(several AS VARCHAR[]), value)];

CREATE OR REPLACE TEMP MACRO stripped(value) AS
    trim(value, E' \t\n\r\v\f');

CREATE OR REPLACE TEMP MACRO place_in(several, place) AS
    several[place];

CREATE OR REPLACE TEMP MACRO last_in(several) AS
    several[len(several)];

CREATE OR REPLACE TEMP MACRO n_in(several) AS
    len(several);

CREATE OR REPLACE TEMP MACRO joined(several) AS
    array_to_string(several, chr(31));

CREATE OR REPLACE TEMP MACRO once_in_a_row(several) AS
    list_filter(several, lambda one, place: place = 1 OR one <> several[place - 1]);

CREATE OR REPLACE TEMP MACRO step(seq, activity) AS
    {'seq': seq, 'activity': CAST(activity AS VARCHAR)};

CREATE OR REPLACE TEMP MACRO collect_list(one) AS
    list(one);

CREATE OR REPLACE TEMP MACRO in_order(steps) AS
    list_transform(
        list_sort(CAST(steps AS STRUCT(seq INTEGER, activity VARCHAR)[])),
        lambda one: one.activity);

CREATE OR REPLACE TEMP MACRO explode(several) AS
    unnest(several);

CREATE OR REPLACE TEMP MACRO percentile(value, places) AS
    quantile_cont(value, places);

-- Not hash(activity, seq): that is linear in its parts, so that two paths with the same
-- steps in another order would look alike once combined. Nor places as they are: DuckDB
-- hashes a category as its number, so that the third activity in place 2 would look like
-- the second in place 3. No category has a number beyond 2^40.
CREATE OR REPLACE TEMP MACRO step_fingerprint(activity, seq) AS
    hash(xor(hash(activity), hash(CAST(seq AS BIGINT) + 1099511627776)));
