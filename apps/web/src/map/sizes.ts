/** Lengths on the map, in pixels. */
export const sizes = {
  pitch: 13,
  dot: 3.7,
  landmark: 4.7,
  padX: 11,
  nameSize: 11.5,
  nameLine: 14,
  rowGap: 7,
  bandGap: 5,
  bandPad: 4,
};
