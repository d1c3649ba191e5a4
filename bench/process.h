/*
 * process.h - timing of commands: from the start of a process until it has ended.
 */
#ifndef BENCH_PROCESS_H
#define BENCH_PROCESS_H

/* A command, what takes it back, and what the rows call them. A program's words end with a NULL. */
struct there_and_back {
    const char *name;
    const char *const *words;
    const char *back_name;
    const char *const *back;
    const char *input; /* a file for standard input, or NULL */
};

/* Microseconds that a program takes, its output thrown away; the bench ends when it fails. */
double process_time(const char *const *words, const char *input);

/* The median of a program that does nothing. */
double process_floor(const char *program);

/* Two rows: each command a hundred times, the one after the other, beside that floor. */
void process_rows(const struct there_and_back *what, double floor);

#endif
