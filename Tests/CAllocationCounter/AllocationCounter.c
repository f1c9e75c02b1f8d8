#define _GNU_SOURCE
#include "CAllocationCounter.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif

#if defined(__linux__) && defined(__GLIBC__) && !defined(SANITIZED)

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

// The model that needs no allocation of its own when a thread first touches it.
static _Thread_local uint64_t counted __attribute__((tls_model("initial-exec")));

bool allocation_counter_works(void) { return true; }
uint64_t allocation_count(void) { return counted; }

void *malloc(size_t size) {
    counted++;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    counted++;
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    counted++;
    return __libc_realloc(old, size);
}

void *memalign(size_t alignment, size_t size) {
    counted++;
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
    if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) return EINVAL;
    void *memory = memalign(alignment, size);
    if (!memory) return ENOMEM;
    *result = memory;
    return 0;
}

#else

bool allocation_counter_works(void) { return false; }
uint64_t allocation_count(void) { return 0; }

#endif
