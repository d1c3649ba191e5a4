/* ISO C 7.21, for tools/check-portable. */
#pragma once
#include <stdarg.h>
#include <stddef.h>

#define EOF               (-1)
#define ISO_TEXT(at, all) __attribute__((format(printf, at, all)))

typedef struct file FILE;
extern FILE *iso_streams[3];
#define stdin  iso_streams[0]
#define stdout iso_streams[1]
#define stderr iso_streams[2]

int fclose(FILE *f);
int feof(FILE *f);
int ferror(FILE *f);
int fflush(FILE *f);
int fgetc(FILE *f);
char *fgets(char *s, int size, FILE *f);
FILE *fopen(const char *path, const char *mode);
int fprintf(FILE *f, const char *text, ...) ISO_TEXT(2, 3);
int fputc(int c, FILE *f);
int fputs(const char *s, FILE *f);
size_t fread(void *to, size_t size, size_t count, FILE *f);
size_t fwrite(const void *from, size_t size, size_t count, FILE *f);
int getchar(void);
void perror(const char *s);
int printf(const char *text, ...) ISO_TEXT(1, 2);
int putchar(int c);
int puts(const char *s);
int remove(const char *path);
int snprintf(char *to, size_t size, const char *text, ...) ISO_TEXT(3, 4);
int sprintf(char *to, const char *text, ...) ISO_TEXT(2, 3);
int sscanf(const char *s, const char *text, ...) __attribute__((format(scanf, 2, 3)));
int vfprintf(FILE *f, const char *text, va_list arguments) ISO_TEXT(2, 0);
int vprintf(const char *text, va_list arguments) ISO_TEXT(1, 0);
int vsnprintf(char *to, size_t size, const char *text, va_list arguments) ISO_TEXT(3, 0);
