#include "CPretrainedWeights.h"

// #embed is C23, and known to the compilers of Swift as an extension.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char yearly[] = {
#embed "weights/yearly.safetensors"
};
static const unsigned char quarterly[] = {
#embed "weights/quarterly.safetensors"
};
static const unsigned char monthly[] = {
#embed "weights/monthly.safetensors"
};
static const unsigned char weekly[] = {
#embed "weights/weekly.safetensors"
};
static const unsigned char daily[] = {
#embed "weights/daily.safetensors"
};
static const unsigned char hourly[] = {
#embed "weights/hourly.safetensors"
};

PWFile pw_yearly(void) { return (PWFile){yearly, sizeof yearly}; }
PWFile pw_quarterly(void) { return (PWFile){quarterly, sizeof quarterly}; }
PWFile pw_monthly(void) { return (PWFile){monthly, sizeof monthly}; }
PWFile pw_weekly(void) { return (PWFile){weekly, sizeof weekly}; }
PWFile pw_daily(void) { return (PWFile){daily, sizeof daily}; }
PWFile pw_hourly(void) { return (PWFile){hourly, sizeof hourly}; }
