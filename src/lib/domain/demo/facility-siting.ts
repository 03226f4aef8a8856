/** Where each type of facility stands in a town, how far apart and how likely: a table, and editable as one. */
import { ALWAYS, DAY, type Siting } from './siting.ts';

export const SITINGS: readonly Siting[] = [
	{
		type: 'elderly_day_care',
		name: '日间照料中心',
		hosts: 'homes',
		apart: 430,
		residents: 250,
		chance: { heart: 0.07, old: 0.62, new: 0.75, industry: 0.2, otherwise: 0.5 },
		capacity: [15, 45],
		hours: DAY,
		by: 'committee',
		village: 0.08
	},
	{
		type: 'kindergarten',
		name: '幼儿园',
		hosts: 'homes',
		apart: 390,
		residents: 300,
		chance: { heart: 0.8, new: 0.13, industry: 0.3, otherwise: 0.82 },
		capacity: [120, 420],
		hours: '07:30-17:30',
		village: 0.1
	},
	{
		type: 'nursery',
		name: '托育园',
		hosts: 'homes',
		apart: 800,
		residents: 400,
		chance: { heart: 0.3, new: 0.12, industry: 0.05, otherwise: 0.35 },
		capacity: [30, 80],
		hours: '07:30-18:00'
	},
	{
		type: 'community_service_station',
		name: '社区服务站',
		hosts: 'homes',
		apart: 520,
		chance: { otherwise: 0.7 },
		hours: '09:00-17:00',
		by: 'committee',
		village: 0.34
	},
	{
		type: 'community_health_station',
		name: '卫生服务站',
		hosts: 'homes',
		apart: 560,
		chance: { new: 0.55, industry: 0.3, otherwise: 0.72 },
		hours: DAY,
		village: 0.3
	},
	{
		type: 'outdoor_fitness_ground',
		name: '健身场地',
		hosts: ['park', 'towers', 'midrise', 'walkup'],
		apart: 470,
		chance: { heart: 0.25, new: 0.85, otherwise: 0.6 },
		hours: ALWAYS,
		by: 'committee',
		village: 0.3
	},
	{
		type: 'cultural_activity_station',
		name: '文化活动站',
		hosts: 'homes',
		apart: 760,
		chance: { new: 0.45, industry: 0.1, otherwise: 0.7 },
		capacity: [40, 120],
		hours: '09:00-20:30',
		by: 'committee',
		village: 0.16
	},
	{
		type: 'primary_school',
		name: '小学',
		hosts: ['school'],
		apart: 560,
		chance: { otherwise: 0.8 },
		capacity: [720, 2160],
		hours: '07:40-17:30'
	},
	{
		type: 'junior_high_school',
		name: '初级中学',
		hosts: ['school'],
		apart: 1300,
		chance: { otherwise: 0.8 },
		capacity: [900, 2400],
		hours: '07:20-18:00'
	},
	{
		type: 'food_market',
		name: '农贸市场',
		hosts: ['market'],
		apart: 420,
		chance: { otherwise: 0.95 },
		capacity: [60, 240],
		hours: '05:30-19:00'
	},
	{
		type: 'community_health_centre',
		name: '社区卫生服务中心',
		hosts: ['hospital', 'civic', 'shops'],
		apart: 1700,
		chance: { otherwise: 0.75 },
		capacity: [20, 99],
		hours: ALWAYS
	},
	{
		type: 'cultural_activity_centre',
		name: '文化活动中心',
		hosts: ['civic', 'offices', 'mall'],
		apart: 1900,
		chance: { industry: 0.2, otherwise: 0.75 },
		capacity: [200, 600],
		hours: '09:00-21:00',
		by: 'office_social_affairs'
	},
	{
		type: 'nursing_home',
		name: '养老院',
		hosts: ['walkup', 'lanes', 'midrise'],
		apart: 2300,
		chance: { heart: 0.2, otherwise: 0.5 },
		capacity: [60, 260],
		hours: ALWAYS
	},
	{
		type: 'elderly_care_institution',
		name: '老年养护院',
		hosts: ['walkup', 'midrise', 'civic'],
		apart: 3600,
		chance: { otherwise: 0.5 },
		capacity: [80, 300],
		hours: ALWAYS
	},
	{
		type: 'judicial_office',
		name: '司法所',
		hosts: ['civic', 'shops', 'offices'],
		apart: 2600,
		chance: { otherwise: 0.8 },
		hours: '09:00-17:00'
	},
	{
		type: 'large_multi_sports_ground',
		name: '运动公园',
		hosts: ['park', 'waste'],
		apart: 2400,
		chance: { otherwise: 0.6 },
		hours: '06:00-22:00'
	},
	{
		type: 'gymnasium_fitness_centre',
		name: '全民健身中心',
		hosts: ['civic', 'mall', 'offices'],
		apart: 2600,
		chance: { otherwise: 0.6 },
		capacity: [200, 1500],
		hours: '08:00-22:00'
	},
	{
		type: 'medium_multi_sports_ground',
		name: '多功能运动场',
		hosts: ['park', 'school', 'waste'],
		apart: 1100,
		chance: { otherwise: 0.5 },
		hours: '06:00-22:00'
	},
	{
		type: 'small_multi_sports_ground',
		name: '球类场地',
		hosts: ['park', 'towers', 'midrise'],
		apart: 640,
		chance: { heart: 0.2, otherwise: 0.55 },
		hours: '06:00-22:00',
		village: 0.2
	},
	{
		type: 'public_toilet',
		name: '公厕',
		hosts: ['shops', 'market', 'park', 'lanes', 'mall'],
		apart: 520,
		chance: { otherwise: 0.7 },
		hours: ALWAYS,
		by: 'sanitation',
		village: 0.2
	},
	{
		type: 'recycling_point',
		name: '再生资源回收点',
		hosts: 'homes',
		apart: 900,
		chance: { otherwise: 0.5 },
		hours: DAY
	},
	{
		type: 'waste_transfer_collection_station',
		name: '生活垃圾收集站',
		hosts: ['works', 'market', 'waste', 'walkup'],
		apart: 1300,
		chance: { otherwise: 0.6 },
		hours: ALWAYS,
		by: 'sanitation'
	},
	{
		type: 'community_shop',
		name: '便民商业中心',
		hosts: ['shops', 'mall'],
		apart: 760,
		chance: { otherwise: 0.7 },
		hours: '08:00-21:00'
	},
	{
		type: 'community_canteen',
		name: '社区食堂',
		hosts: 'homes',
		apart: 1200,
		chance: { heart: 0.25, otherwise: 0.4 },
		capacity: [40, 160],
		hours: '06:30-19:00',
		by: 'committee',
		village: 0.05
	},
	{
		type: 'children_elderly_play_ground',
		name: '老幼活动场地',
		hosts: ['towers', 'midrise', 'park'],
		apart: 560,
		chance: { otherwise: 0.5 },
		hours: ALWAYS
	},
	{
		type: 'outdoor_fitness_equipment',
		name: '健身器械点',
		hosts: ['walkup', 'towers', 'midrise', 'park'],
		apart: 480,
		chance: { otherwise: 0.45 },
		hours: ALWAYS,
		village: 0.2
	},
	{
		type: 'convenience_store',
		name: '便利店',
		hosts: ['shops', 'walkup', 'towers'],
		apart: 430,
		chance: { otherwise: 0.6 },
		hours: '07:00-23:00',
		village: 0.3
	},
	{
		type: 'waste_collection_point',
		name: '生活垃圾收集点',
		hosts: 'homes',
		apart: 420,
		chance: { otherwise: 0.5 },
		hours: ALWAYS,
		by: 'sanitation',
		village: 0.25
	},
	{
		type: 'property_management_room',
		name: '物业服务中心',
		hosts: ['towers', 'midrise', 'walkup'],
		apart: 420,
		chance: { otherwise: 0.7 },
		hours: '08:00-20:00',
		by: 'manager'
	},
	{
		type: 'public_green_15min',
		name: '公园',
		hosts: ['park'],
		apart: 1600,
		chance: { otherwise: 0.8 },
		hours: ALWAYS
	},
	{
		type: 'public_green_10min',
		name: '公园',
		hosts: ['park'],
		apart: 800,
		chance: { otherwise: 0.8 },
		hours: ALWAYS
	},
	{
		type: 'public_green_5min',
		name: '游园',
		hosts: ['park'],
		apart: 300,
		chance: { otherwise: 0.8 },
		hours: ALWAYS
	}
];
