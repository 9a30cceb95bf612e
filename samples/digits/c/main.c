/* Classifies images with the network Digits, compiled to a shared library: reads a .npy file of bytes [samples, 28, 28] from standard input, and
   prints for each image its label and the ten scores. With a confidence as its argument, from 0 to 1, an image takes only as many of the 25 steps as the
   network needs to be that sure, and a last column tells how many. At the end it tells on standard error how active the neurons were that the last layer
   reads and, on Linux, how much memory it has taken at most. */
#include "Digits.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Skips the header of a .npy file: a magic word of 6 bytes, a version of 2, and a text whose length the next 2 bytes say. */
static int skip_header(FILE *file) {
    unsigned char head[10];
    if (fread(head, 1, sizeof head, file) != sizeof head || memcmp(head, "\x93NUMPY", 6) != 0 || head[6] != 1) {
        return 0;
    }
    for (int left = head[8] + 256 * head[9]; left > 0; left--) {
        if (getc(file) == EOF) {
            return 0;
        }
    }
    return 1;
}

static int classify(Digits *network, float confidence, FILE *file) {
    static unsigned char pixels[Digits_IN_image_LENGTH];
    static float image[Digits_IN_image_LENGTH], scores[Digits_OUT_scores_LENGTH], raster[Digits_OUT_raster_LENGTH];
    int64_t label;
    const float *inputs[Digits_IN_COUNT];
    void *outputs[Digits_OUT_COUNT];
    inputs[Digits_IN_image] = image;
    outputs[Digits_OUT_scores] = scores;
    outputs[Digits_OUT_label] = &label;
    outputs[Digits_OUT_raster] = raster;

    for (int64_t sample = 0; fread(pixels, 1, sizeof pixels, file) == sizeof pixels; sample++) {
        for (int i = 0; i < Digits_IN_image_LENGTH; i++) {
            image[i] = pixels[i];
        }
        int32_t steps = Digits_run_until(network, confidence, 1, sample, inputs, outputs);
        if (steps < 0) {
            return 0;
        }
        printf("%" PRId64, label);
        for (int i = 0; i < Digits_OUT_scores_LENGTH; i++) {
            printf(" %.9g", (double)scores[i]);
        }
        if (confidence <= 1) {
            printf(" %" PRId32, steps);
        }
        printf("\n");
    }
    return 1;
}

static void report_memory(void) {
    char line[256];
    FILE *status = fopen("/proc/self/status", "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL) {
        if (strncmp(line, "VmHWM:", 6) == 0) {
            fputs(line, stderr);
        }
    }
    if (status != NULL) {
        fclose(status);
    }
}

static void report_activity(const Digits *network) {
    double shares[Digits_ACTIVITY_COUNT];
    Digits_activity(network, shares);
    for (int i = 0; i < Digits_ACTIVITY_COUNT; i++) {
        fprintf(stderr, "active: %.1f %%\n", 100 * shares[i]);
    }
}

int main(int argc, char **argv) {
    Digits *network = Digits_create();
    float confidence = argc > 1 ? (float)atof(argv[1]) : 2;
    int done = network != NULL && skip_header(stdin) && classify(network, confidence, stdin);
    if (done) {
        report_activity(network);
    }
    Digits_free(network);
    report_memory();
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
