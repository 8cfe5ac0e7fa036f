# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""What a column of a card file can mean, and how firms head such a column.

The synonyms are written as `names.fold` leaves them: lower case, half width,
simplified, no punctuation. A heading that is none of them is for the user to assign.
"""

CARD = "card"
PERSON = "person"
OTHER = "other"

CARD_FIELDS: dict[str, str] = {
    "name": "客户名称|客户名|客户|客户全称|客户姓名|名称|中文名称|公司|公司名称|公司全称|公司名|"
    "企业|企业名称|企业全称|单位|单位名称|单位全称|委托人|委托人名称|委托单位|当事人|"
    "当事人名称|机构名称|法人名称|顾问单位|name|full name|client|client name|customer|"
    "customer name|company|company name|business name|account name|organisation|"
    "organization|organisation name|organization name|legal name|entity|entity name|"
    "party|party name|firm|firm name",
    "client_type": "客户类型|客户类别|客户性质|类型|单位性质|主体类型|client type|"
    "customer type|type|entity type|type of client",
    "ref": "客户编号|客户编码|客户代码|客户号|编号|档案编号|档案号|client number|client no|"
    "client code|client id|customer number|customer no|customer id|account|"
    "account number|account no|location account|reference|ref|id",
    "registration_number": "统一社会信用代码|社会信用代码|统一信用代码|信用代码|"
    "统一社会信用代码号|工商注册号|注册号|登记号|营业执照号|营业执照号码|营业执照注册号|"
    "执照号|税号|纳税人识别号|组织机构代码|公司编号|商业登记号码|uscc|usci|credit code|"
    "unified social credit code|registration number|registration no|reg no|reg number|"
    "company number|company no|company registration number|company registration no|"
    "business registration number|registry number|licence number|license number",
    "vat": "vat|vat number|vat no|vat id|tax id|tax number|tax no|ein|gst number",
    "legal_representative": "法定代表人|法定代表人姓名|法人代表|法人代表姓名|法人|法人姓名|"
    "法代|负责人法定代表人|legal representative|legal rep|statutory representative|"
    "representative|authorised representative|authorized representative",
    "owner": "所有者|所有人|实际控制人|实控人|控股股东|大股东|股东|投资人|出资人|业主|owner|"
    "owners|shareholder|shareholders|beneficial owner|ultimate beneficial owner|"
    "controlling shareholder|proprietor|parent owner",
    "operator": "经营者|经营管理者|经营负责人|总经理|经理|负责人|主要负责人|operator|"
    "general manager|managing director|manager|ceo|chief executive|president|principal",
    "contact": "联系人|联系人姓名|联络人|对接人|经办人|contact|contact person|contact name|"
    "attention|attn",
    "position": "职务|职位|联系人职务|联系人职位|position|job title|job position|title",
    "registered_capital": "注册资本|注册资金|注册资本金|资本|资本金|实缴资本|"
    "registered capital|capital|share capital|paid up capital",
    "registered_on": "成立日期|成立时间|成立于|注册日期|注册时间|登记日期|登记时间|设立日期|"
    "设立时间|开业日期|工商登记日期|工商注册日期|核准日期|established|established on|"
    "date established|establishment date|date of establishment|incorporated|"
    "incorporated on|incorporation date|date of incorporation|registered on|"
    "registration date|date registered|founded|founded on|founding date|start date",
    "phone": "联系电话|电话|电话号码|座机|座机号码|固定电话|固话|办公电话|公司电话|单位电话|"
    "客户电话|联系方式|tel|tel no|telephone|telephone number|phone|phone number|phone no|"
    "office phone|work phone|business phone|landline|main phone",
    "mobile": "手机|手机号|手机号码|移动电话|移动电话号码|mobile|mobile phone|mobile number|"
    "mobile no|cell|cell phone|cellphone",
    "email": "邮箱|电子邮箱|电子邮件|电子信箱|邮件|邮件地址|电邮|邮箱地址|e mail|email|mail|"
    "e mail address|email address|business email",
    "contact_mobile": "联系人手机|联系人电话|联系人联系电话|联系人联系方式|contact mobile|"
    "contact phone|contact telephone",
    "contact_email": "联系人邮箱|联系人电子邮箱|contact e mail|contact email",
    "street": "地址|住所|住所地|注册地址|注册地|办公地址|联系地址|通讯地址|通信地址|公司地址|"
    "单位地址|经营地址|经营场所|详细地址|客户地址|address|street|street address|address 1|"
    "address line 1|business address|registered address|office address|location address",
    "street2": "地址2|address 2|address line 2|street 2|suite",
    "city": "城市|市|所在城市|所在市|city|town|city town",
    "state": "省|省份|所在省份|所在省|省市|州|state|province|state province|region",
    "zip": "邮编|邮政编码|邮政编号|zip|zip code|zipcode|postal code|postcode|post code",
    "country": "国家|国别|国家地区|所在国家|country|country region|nation",
    "industry": "行业|所属行业|行业类别|行业分类|行业类型|行业门类|所在行业|industry|sector|"
    "industry sector|line of business|business type|naics description|"
    "primary naics description|industry description",
    "industry_code": "行业代码|国民经济行业代码|naics|naics code|primary naics|industry code",
    "client_since": "建立关系时间|建立关系日期|关系建立时间|建立联系时间|交往时间|交往日期|"
    "开始交往时间|合作时间|合作日期|合作起始时间|开始合作时间|开始合作日期|首次合作时间|"
    "首次委托时间|首次委托日期|建档日期|client since|customer since|relationship since|"
    "relationship start|since|first engaged|first instructed|onboarded on",
    "hobby": "法人爱好|法定代表人爱好|法人代表爱好|爱好|兴趣|兴趣爱好|个人爱好|hobby|hobbies|"
    "interests|hobbies and interests",
    "website": "网址|网站|公司网址|公司网站|官网|官方网站|website|web site|web|url|homepage|"
    "home page|internet",
    "employee_count": "员工人数|员工数|职工人数|从业人数|人数|人员规模|employees|"
    "number of employees|no of employees|employee count|headcount|staff",
    "alias": "简称|公司简称|客户简称|企业简称|别名|又名|商号|字号|品牌|alias|short name|"
    "trade name|trading name|trading as|dba|dba name|doing business as|"
    "also known as|aka|brand",
    "former_name": "曾用名|曾用名称|原名|原名称|former name|former names|previous name|"
    "formerly|formerly known as",
    "english_name": "英文名|英文名称|英文全称|外文名称|english name|name in english",
    "direction": "经营方向|经营范围|主营业务|主要业务|business direction|business scope|"
    "scope of business|main business",
    "philosophy": "经营理念|经营观念|business philosophy|philosophy",
    "features": "经营特点|特点|features|distinguishing features",
    "cooperation_note": "合作情况|合作历史|业务合作情况|cooperation|cooperation history",
    "note": "备注|备注信息|说明|附注|注|其他|其它|remark|remarks|note|notes|comment|comments|"
    "memo|other information",
}

PERSON_FIELDS: dict[str, str] = {
    "client_name": CARD_FIELDS["name"].replace("|name|full name|", "|"),
    "registration_number": CARD_FIELDS["registration_number"],
    "person_name": "姓名|名字|人员|人员姓名|关键人员|关键人物|联系人|联系人姓名|name|full name|"
    "person|person name|contact|contact name|contact person|key person",
    "role": "角色|身份|职务|职位|岗位|职务角色|role|position|job title|title|function|capacity",
    "gender": "性别|gender|sex",
    "birth_date": "出生日期|出生年月|出生年月日|生日|birth date|birthdate|birthday|"
    "date of birth|dob|born",
    "age": "年龄|age",
    "education": "学历|学位|教育|教育程度|教育背景|毕业院校|education|degree",
    "personality": "性格|性格特点|个性|personality|character|temperament",
    "hobby": "爱好|兴趣|兴趣爱好|个人爱好|hobby|hobbies|interests",
    "family": "家庭|家庭情况|家庭状况|家庭成员|婚姻|婚姻状况|family|family situation|"
    "marital status",
    "ability": "能力|特长|专长|ability|abilities|skills|strengths",
    "background": "经历|履历|简历|背景|经历背景|工作经历|background|experience|career|cv",
    "phone": CARD_FIELDS["phone"],
    "mobile": CARD_FIELDS["mobile"],
    "email": CARD_FIELDS["email"],
    "share": "持股比例|持股|股份比例|出资比例|share|shareholding|ownership|stake",
    "note": CARD_FIELDS["note"],
}

FIELDS = {CARD: CARD_FIELDS, PERSON: PERSON_FIELDS}
# Without this column a sheet has nothing to import.
REQUIRED = {CARD: ("name",), PERSON: ("client_name", "person_name")}
DATES = {"registered_on", "client_since", "birth_date"}
