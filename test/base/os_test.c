/* os_test.c - what every operating system has to answer alike. */
#include "../check.h"
#include "../system.h"

#include "base/memory.h"
#include "base/os.h"
#include "base/os_file.h"
#include "base/os_thread.h"

static char directory[SYSTEM_PATH], path[SYSTEM_PATH + 16];

static int begin(void **state)
{
    (void)state;
    if (!system_new_directory(directory))
        return 1;
    snprintf(path, sizeof path, "%s/lock", directory);
    return 0;
}

static int end(void **state)
{
    (void)state;
    system_remove(directory);
    return 0;
}

static void the_environment_is_utf_8(void **state)
{
    struct hcn_call c = { 0 };

    (void)state;
    system_set_env("HCN_TEST", "gr\xC3\xBCn \xC5\x82");
    check_text("set", os_env(&c, "HCN_TEST"), "gr\xC3\xBCn \xC5\x82");
    check_text("not set", os_env(&c, "HCN_TEST_OF_NOBODY"), NULL);
    call_end(&c);
}

static void a_boot_is_the_same_twice(void **state)
{
    struct hcn_call c = { 0 };
    char one[64], two[64];

    (void)state;
    CHECK(os_boot(&c, one, sizeof one) && os_boot(&c, two, sizeof two));
    check_text("boot", one, two);
    CHECK(*one);
}

/* ---- threads ----------------------------------------------------------------------------- */

struct shared {
    struct os_mutex mutex;
    struct os_condition changed;
    bool in_time, said;
};

static void try_for_a_moment(void *context)
{
    struct shared *s = context;

    s->in_time = os_lock_within(&s->mutex, 30);
    if (s->in_time)
        os_unlock(&s->mutex);
}

static bool try_in_a_thread(struct shared *s)
{
    struct os_thread thread = { NULL };
    struct hcn_call c = { 0 };

    CHECK(os_thread_start(&c, &thread, try_for_a_moment, s));
    CHECK(!os_thread_is_self(&thread));
    os_thread_join(&thread);
    return s->in_time;
}

static void a_lock_is_waited_for_so_long(void **state)
{
    struct shared s = { .in_time = true };

    (void)state;
    CHECK(os_mutex_open(&s.mutex));
    os_lock(&s.mutex);
    CHECK(!try_in_a_thread(&s));
    os_unlock(&s.mutex);
    CHECK(try_in_a_thread(&s));
    os_mutex_close(&s.mutex);
}

static void say(void *context)
{
    struct shared *s = context;

    os_lock(&s->mutex);
    s->said = true;
    os_condition_broadcast(&s->changed);
    os_unlock(&s->mutex);
}

static void a_condition_is_heard(void **state)
{
    struct os_thread thread = { NULL };
    struct hcn_call c = { 0 };
    struct shared s = { .said = false };

    (void)state;
    CHECK(os_mutex_open(&s.mutex) && os_condition_open(&s.changed));
    os_lock(&s.mutex);
    CHECK(os_thread_start(&c, &thread, say, &s));
    while (!s.said)
        os_condition_wait(&s.changed, &s.mutex);
    os_unlock(&s.mutex);
    os_thread_join(&thread);
    os_condition_close(&s.changed);
    os_mutex_close(&s.mutex);
}

enum { OVER = 0, FAREWELLS_US = 2000000 };

struct farewell {
    struct os_mutex mutex;
    unsigned begun, taken, ended; /* rounds */
};

static unsigned wait_for_change(unsigned *round, unsigned before)
{
    unsigned now;

    do
        now = __atomic_load_n(round, __ATOMIC_ACQUIRE);
    while (now == before);
    return now;
}

static void leave_first(void *context)
{
    struct farewell *f = context;
    unsigned round = 1;

    while ((round = wait_for_change(&f->begun, round)) != OVER) {
        os_lock(&f->mutex);
        __atomic_store_n(&f->taken, round, __ATOMIC_RELEASE);
        os_unlock(&f->mutex);
        __atomic_store_n(&f->ended, round, __ATOMIC_RELEASE);
    }
}

/* False: what got the memory of the lock was written to by who had given the lock up. */
static bool leave_last(struct farewell *f, unsigned round)
{
    static const uint64_t mine[] = { 1, 1, 1 };
    uint64_t *next;
    bool same;

    CHECK(os_mutex_open(&f->mutex));
    __atomic_store_n(&f->begun, round, __ATOMIC_RELEASE);
    (void)wait_for_change(&f->taken, round - 1);
    os_lock(&f->mutex);
    os_unlock(&f->mutex);
    os_mutex_close(&f->mutex);
    next = memory_new(sizeof mine);
    CHECK(next);
    memcpy(next, mine, sizeof mine);
    (void)wait_for_change(&f->ended, round - 1);
    same = !memcmp(next, mine, sizeof mine);
    memory_free(next);
    return same;
}

static void a_lock_goes_with_its_last_owner(void **state)
{
    const uint64_t end_at = os_clock() + FAREWELLS_US;
    struct farewell f = { .begun = 1, .taken = 1, .ended = 1 };
    struct os_thread thread = { NULL };
    struct hcn_call c = { 0 };

    (void)state;
    CHECK(os_thread_start(&c, &thread, leave_first, &f));
    for (unsigned round = 2; os_clock() < end_at; round++)
        CHECK(leave_last(&f, round));
    __atomic_store_n(&f.begun, OVER, __ATOMIC_RELEASE);
    os_thread_join(&thread);
}

/* ---- files ------------------------------------------------------------------------------- */

static void a_byte_has_one_owner(void **state)
{
    struct os_lock_file one = { -1 }, other = { -1 };
    struct hcn_call c = { 0 };

    (void)state;
    CHECK(os_lock_open(&c, path, &one) && os_lock_open(&c, path, &other));
    CHECK(os_lock_byte(&one, 5) && !os_lock_byte(&other, 5));
    CHECK(os_lock_held(&other, 5) && !os_lock_held(&other, 6));
    os_lock_close(&one);
    CHECK(!os_lock_held(&other, 5) && os_lock_byte(&other, 5));
    os_lock_close(&other);
}

static void a_lock_between_processes_times_out(void **state)
{
    struct os_lock_file one = { -1 }, other = { -1 };
    struct hcn_call c = { 0 }, late = { .timeout = 30 };

    (void)state;
    CHECK(os_lock_open(&c, path, &one) && os_lock_open(&c, path, &other));
    CHECK(os_lock_take(&c, &one) && !os_lock_take(&late, &other));
    check_failure("taken", &late, HCN_WIN32_TIMEOUT,
                  "the store is in use by another process: waited 30 ms for its lock");
    os_lock_give(&one);
    CHECK(os_lock_take(&c, &other));
    os_lock_give(&other);
    os_lock_close(&one);
    os_lock_close(&other);
    call_end(&late);
}

static void a_touched_file_is_seen(void **state)
{
    struct os_lock_file file = { -1 };
    struct os_watch watch = OS_WATCH_NONE;
    struct hcn_call c = { 0 };

    (void)state;
    CHECK(os_lock_open(&c, path, &file) && os_watch_open(&c, path, &watch));
    for (int i = 0; i < 3; i++) {
        os_lock_touch(&file);
        check_number("touched", os_watch_wait(&watch), OS_CHANGED);
    }
    os_watch_wake(&watch);
    check_number("woken", os_watch_wait(&watch), OS_CHANGED);
    os_watch_close(&watch);
    os_lock_close(&file);
}

static void directories_are_made_as_deep_as_asked(void **state)
{
    char deep[SYSTEM_PATH + 32], file[sizeof deep + 8];
    struct hcn_call c = { 0 }, wrong = { 0 };

    (void)state;
    snprintf(deep, sizeof deep, "%s/a/b c", directory);
    CHECK(os_directory(&c, deep) && os_directory(&c, deep));
    snprintf(file, sizeof file, "%s/file", deep);
    CHECK(os_private_file(&c, file) && os_private_file(&c, file));
    CHECK(!os_directory(&wrong, file));
    check_number("a file", (uint32_t)wrong.hresult, (uint32_t)E_INVALIDARG);
    CHECK(strstr(wrong.text, "expected a directory, found a file"));
    call_end(&wrong);
    call_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_environment_is_utf_8),
        cmocka_unit_test(a_boot_is_the_same_twice),
        cmocka_unit_test(a_lock_is_waited_for_so_long),
        cmocka_unit_test(a_condition_is_heard),
        cmocka_unit_test(a_lock_goes_with_its_last_owner),
        cmocka_unit_test(a_byte_has_one_owner),
        cmocka_unit_test(a_lock_between_processes_times_out),
        cmocka_unit_test(a_touched_file_is_seen),
        cmocka_unit_test(directories_are_made_as_deep_as_asked),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
