/*
 * measure.h - timing: many runs, the median, and a row of a table.
 */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stddef.h>
#include <stdint.h>

/* Microseconds on a clock that never jumps. */
double now_us(void);

/* The median of samples, which are sorted by it. */
double median(double *samples, size_t count);

/* One row: what, how long, and against what: `floor` 0 when there is nothing to compare with. */
void row(const char *what, double us, const char *against, double floor);

/* Peak resident memory of this process in MiB. */
double peak_mib(void);

#endif
