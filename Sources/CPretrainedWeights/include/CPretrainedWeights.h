// The weights of the pretrained networks, in the binary: safetensors files as 'make pretrain' writes them.
#ifndef CPRETRAINEDWEIGHTS_H
#define CPRETRAINEDWEIGHTS_H

#include <stddef.h>

/// The bytes of a file.
typedef struct {
    const unsigned char *_Nonnull bytes;
    size_t count;
} PWFile;

PWFile pw_yearly(void);
PWFile pw_quarterly(void);
PWFile pw_monthly(void);
PWFile pw_weekly(void);
PWFile pw_daily(void);
PWFile pw_hourly(void);

#endif
