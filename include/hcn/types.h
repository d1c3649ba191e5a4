/*
 * types.h - the plain types that every other header of hcn speaks in.
 *
 * Needs no operating system header, and compiles as C99, C11 and C++17.
 */
#ifndef HCN_TYPES_H
#define HCN_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32) && defined(HCN_SHARED)
#define HCN_API __declspec(dllimport)
#elif defined(__GNUC__) && !defined(_WIN32)
#define HCN_API __attribute__((visibility("default")))
#else
#define HCN_API
#endif

#if defined(__MINGW32__)
#define HCN_PRINTF(text, first) __attribute__((format(gnu_printf, text, first)))
#elif defined(__GNUC__) || defined(__clang__)
#define HCN_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define HCN_PRINTF(text, first)
#endif

#ifdef __cplusplus
extern "C" {
#endif

struct hcn_extra;

/*
 * A 128-bit identifier, laid out as the GUID of Windows is, so that a pointer to one may be
 * passed as the other.
 */
struct hcn_guid {
    uint32_t data1;
    uint16_t data2;
    uint16_t data3;
    uint8_t data4[8];
};

/* Room for the text of a GUID, its terminating NUL included. */
#define HCN_GUID_TEXT 37

/*
 * A list of T. Read it with .at and .count. Whoever made the document that it stands in owns the
 * memory; hcn_list_append() makes a list longer.
 */
#define HCN_LIST(T)                                                                                \
    struct {                                                                                       \
        T *at;                                                                                     \
        size_t count;                                                                              \
    }

/* How every document begins. Leave it to the functions of documents.h. */
struct hcn_head {
    const void *record;       /* the table that describes the document */
    uint64_t present;         /* a bit for each member that was given */
    struct hcn_extra *extras; /* members that are in no table, kept as they came */
};

/*
 * What kind of trouble an HRESULT means, coarse enough to act upon: retry, tell the user, give up.
 * The command-line tool's exit codes follow from it.
 */
enum hcn_class {
    HCN_CLASS_NONE,             /* no failure */
    HCN_CLASS_INVALID_ARGUMENT, /* the caller passed something that cannot be */
    HCN_CLASS_INVALID_DOCUMENT, /* a document does not say what it has to say */
    HCN_CLASS_POLICY_INVALID,   /* one of a document's policies is at fault */
    HCN_CLASS_UNSUPPORTED,      /* this service, network type or system cannot do it */
    HCN_CLASS_NOT_FOUND,        /* what was named does not exist, and the service is sure of it */
    HCN_CLASS_CONFLICT,         /* a name, address, port, or object is taken or in use */
    HCN_CLASS_ACCESS_DENIED,    /* the caller lacks the right */
    HCN_CLASS_UNAVAILABLE,      /* the service cannot be reached, so nothing is known */
    HCN_CLASS_TIMED_OUT,        /* the deadline passed */
    HCN_CLASS_OUT_OF_MEMORY,
    HCN_CLASS_OTHER
};

/* One request in flight: it owns the memory of what it returned, and its first failure. */
struct hcn_call;

#ifdef __cplusplus
}
#endif

#endif
