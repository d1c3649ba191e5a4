/* ISO C 7.5, for tools/check-portable: three names and no more. */
#pragma once

extern int iso_errno;
#define errno  iso_errno
#define EDOM   33
#define ERANGE 34
#define EILSEQ 42
