SELECT {line}, {column}, {reason}
FROM {rejected}
ORDER BY {line} NULLS LAST, {column} NULLS LAST, {reason}
