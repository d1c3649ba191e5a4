/* measure.c - medians and rows. */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

double median(double *samples, size_t count)
{
    qsort(samples, count, sizeof *samples, by_value);
    return count ? samples[count / 2] : 0;
}

void row(const char *what, double us, const char *against, double floor)
{
    if (floor > 0)
        printf("%-52s %10.2f us  %10.2f us  %6.2fx  %s\n", what, us, floor, us / floor, against);
    else
        printf("%-52s %10.2f us\n", what, us);
    fflush(stdout);
}
